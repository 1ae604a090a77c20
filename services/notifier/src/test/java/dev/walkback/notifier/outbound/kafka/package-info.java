@NullMarked
package dev.walkback.notifier.outbound.kafka;

import org.jspecify.annotations.NullMarked;
