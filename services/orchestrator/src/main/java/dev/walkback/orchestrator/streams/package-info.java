/** The shell: one Kafka transaction around read, decide, store and write. */
@NullMarked
package dev.walkback.orchestrator.streams;

import org.jspecify.annotations.NullMarked;
