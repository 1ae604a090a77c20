/** From a verification that was asked for to one that is carried out. */
@NullMarked
package dev.walkback.verifier.inbound;

import org.jspecify.annotations.NullMarked;
