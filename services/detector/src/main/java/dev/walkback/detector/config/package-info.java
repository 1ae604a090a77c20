/** The detector's settings. */
@NullMarked
package dev.walkback.detector.config;

import org.jspecify.annotations.NullMarked;
