@NullMarked
package dev.walkback.executor.outbound.evidence;

import org.jspecify.annotations.NullMarked;
