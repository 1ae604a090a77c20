/** Many alerts for many applications at once: what is accepted, what is done, and what is lost. */
@NullMarked
package dev.walkback.benchmarks.storm;

import org.jspecify.annotations.NullMarked;
