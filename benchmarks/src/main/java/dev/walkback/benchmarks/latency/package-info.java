/** From the alert to the accepted patch, beside raw clients and beside kubectl. */
@NullMarked
package dev.walkback.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
