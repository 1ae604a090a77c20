/** What the verifier says. */
@NullMarked
package dev.walkback.verifier.outbound;

import org.jspecify.annotations.NullMarked;
