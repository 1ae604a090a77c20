@NullMarked
package dev.walkback.detector.inbound;

import org.jspecify.annotations.NullMarked;
