/** 3: the only one who writes to a cluster. */
@NullMarked
package dev.walkback.executor;

import org.jspecify.annotations.NullMarked;
