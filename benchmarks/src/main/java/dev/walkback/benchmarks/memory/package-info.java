/** How much memory all of it needs in one JVM. */
@NullMarked
package dev.walkback.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
