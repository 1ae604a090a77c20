@NullMarked
package dev.walkback.verifier.outbound;

import org.jspecify.annotations.NullMarked;
