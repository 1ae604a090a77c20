/** The verifier's settings. */
@NullMarked
package dev.walkback.verifier.config;

import org.jspecify.annotations.NullMarked;
