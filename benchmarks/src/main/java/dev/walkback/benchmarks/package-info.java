/** Measurements, each beside what it is compared with. */
@NullMarked
package dev.walkback.benchmarks;

import org.jspecify.annotations.NullMarked;
