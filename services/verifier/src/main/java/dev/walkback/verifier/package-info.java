/** 4: only looks. */
@NullMarked
package dev.walkback.verifier;

import org.jspecify.annotations.NullMarked;
