@NullMarked
package dev.walkback.testsupport.architecture.detector.outbound;

import org.jspecify.annotations.NullMarked;
