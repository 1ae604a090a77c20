/** Keeps what the bad state looked like, within a time box. */
@NullMarked
package dev.walkback.executor.outbound.evidence;

import org.jspecify.annotations.NullMarked;
