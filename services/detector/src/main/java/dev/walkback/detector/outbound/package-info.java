/** The world around the detector. */
@NullMarked
package dev.walkback.detector.outbound;

import org.jspecify.annotations.NullMarked;
