/** Decides what a step means for the cluster as it is. Pure. */
@NullMarked
package dev.walkback.executor.core;

import org.jspecify.annotations.NullMarked;
