package dev.walkback.testsupport.architecture.detector.core;

import dev.walkback.testsupport.architecture.detector.outbound.Sender;

record KnowsOutbound(Sender sender) {}
