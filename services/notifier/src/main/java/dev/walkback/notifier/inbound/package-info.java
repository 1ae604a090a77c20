/** Audit records in. The only place that knows Spring Cloud Stream. */
@NullMarked
package dev.walkback.notifier.inbound;

import org.jspecify.annotations.NullMarked;
