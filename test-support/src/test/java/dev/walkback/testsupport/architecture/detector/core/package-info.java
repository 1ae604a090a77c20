@NullMarked
package dev.walkback.testsupport.architecture.detector.core;

import org.jspecify.annotations.NullMarked;
