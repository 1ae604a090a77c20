/** Takes steps from their topic and publishes what came of them. */
@NullMarked
package dev.walkback.executor.inbound;

import org.jspecify.annotations.NullMarked;
