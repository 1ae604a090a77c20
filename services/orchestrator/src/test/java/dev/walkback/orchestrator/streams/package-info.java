/** The shell, with and without a broker. */
@NullMarked
package dev.walkback.orchestrator.streams;

import org.jspecify.annotations.NullMarked;
