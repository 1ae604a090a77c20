/** What comes of a measurement: quantiles, tables, lines of JSON. */
@NullMarked
package dev.walkback.benchmarks.report;

import org.jspecify.annotations.NullMarked;
