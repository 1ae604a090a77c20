package dev.walkback.testsupport.architecture.detector.core;

import org.slf4j.Logger;

record KnowsLogging(Logger logger) {}
