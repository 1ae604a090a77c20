/** Records out, acknowledged. */
@NullMarked
package dev.walkback.gateway.outbound;

import org.jspecify.annotations.NullMarked;
