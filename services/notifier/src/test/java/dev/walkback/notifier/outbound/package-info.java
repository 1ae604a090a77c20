@NullMarked
package dev.walkback.notifier.outbound;

import org.jspecify.annotations.NullMarked;
