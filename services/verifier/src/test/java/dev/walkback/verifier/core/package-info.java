@NullMarked
package dev.walkback.verifier.core;

import org.jspecify.annotations.NullMarked;
