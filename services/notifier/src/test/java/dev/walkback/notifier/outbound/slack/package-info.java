@NullMarked
package dev.walkback.notifier.outbound.slack;

import org.jspecify.annotations.NullMarked;
