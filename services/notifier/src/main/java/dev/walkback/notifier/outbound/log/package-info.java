/** The same messages as text in the log. */
@NullMarked
package dev.walkback.notifier.outbound.log;

import org.jspecify.annotations.NullMarked;
