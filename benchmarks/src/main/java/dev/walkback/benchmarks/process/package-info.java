/** The processes that are measured, and what they cost. */
@NullMarked
package dev.walkback.benchmarks.process;

import org.jspecify.annotations.NullMarked;
