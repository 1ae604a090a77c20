@NullMarked
package dev.walkback.detector.outbound;

import org.jspecify.annotations.NullMarked;
