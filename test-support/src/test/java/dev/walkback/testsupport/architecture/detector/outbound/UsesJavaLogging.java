package dev.walkback.testsupport.architecture.detector.outbound;

import java.util.logging.Logger;

record UsesJavaLogging(Logger logger) {}
