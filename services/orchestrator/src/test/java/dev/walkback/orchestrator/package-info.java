/** The orchestrator as a whole. */
@NullMarked
package dev.walkback.orchestrator;

import org.jspecify.annotations.NullMarked;
