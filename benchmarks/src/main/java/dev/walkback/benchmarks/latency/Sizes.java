package dev.walkback.benchmarks.latency;

/** How large the records of the product are on the average, headers included, in bytes. */
record Sizes(int trigger, int suspicion, int execution) {}
