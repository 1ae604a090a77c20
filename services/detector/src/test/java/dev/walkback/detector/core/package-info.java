@NullMarked
package dev.walkback.detector.core;

import org.jspecify.annotations.NullMarked;
