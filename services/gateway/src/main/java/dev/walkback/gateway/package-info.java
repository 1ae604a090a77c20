/** the HTTP edge: alert webhooks in. */
@NullMarked
package dev.walkback.gateway;

import org.jspecify.annotations.NullMarked;
