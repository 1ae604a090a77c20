/** Orders to stand still, as their topic has them. */
@NullMarked
package dev.walkback.executor.outbound.holds;

import org.jspecify.annotations.NullMarked;
