/** What the benchmarks act on: a cluster, applications in it, and clients of the topics. */
@NullMarked
package dev.walkback.benchmarks.world;

import org.jspecify.annotations.NullMarked;
