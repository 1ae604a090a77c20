/** Settings of the gateway. */
@NullMarked
package dev.walkback.gateway.config;

import org.jspecify.annotations.NullMarked;
