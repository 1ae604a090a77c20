/** Tells people what the core decided, and remembers what they were told. */
@NullMarked
package dev.walkback.notifier.outbound;

import org.jspecify.annotations.NullMarked;
