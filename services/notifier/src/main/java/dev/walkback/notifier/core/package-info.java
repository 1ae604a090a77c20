/** What to tell whom: audit records in, messages as values out. Knows no chat and no topic. */
@NullMarked
package dev.walkback.notifier.core;

import org.jspecify.annotations.NullMarked;
