package dev.walkback.testsupport.architecture.detector.core;

import java.util.concurrent.Executor;

record HasThreads(Executor executor) {}
