/** 1: alerts become suspicions. */
@NullMarked
package dev.walkback.detector;

import org.jspecify.annotations.NullMarked;
