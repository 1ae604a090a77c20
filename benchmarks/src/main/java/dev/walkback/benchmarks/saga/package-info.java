/** The orchestrator as an engine: rollbacks with four steps that somebody else takes at once. */
@NullMarked
package dev.walkback.benchmarks.saga;

import org.jspecify.annotations.NullMarked;
