/** HTTP requests in. */
@NullMarked
package dev.walkback.gateway.inbound;

import org.jspecify.annotations.NullMarked;
