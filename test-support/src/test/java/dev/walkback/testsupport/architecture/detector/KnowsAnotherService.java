package dev.walkback.testsupport.architecture.detector;

import dev.walkback.testsupport.architecture.executor.Step;

record KnowsAnotherService(Step step) {}
