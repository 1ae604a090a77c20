/** What people were told, on a compacted topic. */
@NullMarked
package dev.walkback.notifier.outbound.kafka;

import org.jspecify.annotations.NullMarked;
