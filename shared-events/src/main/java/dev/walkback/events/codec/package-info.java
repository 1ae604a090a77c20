/** Events to bytes and back; the only place that knows JSON and CloudEvents. */
@NullMarked
package dev.walkback.events.codec;

import org.jspecify.annotations.NullMarked;
