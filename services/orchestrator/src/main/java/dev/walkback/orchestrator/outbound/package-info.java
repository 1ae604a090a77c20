/** From a decision to bytes: audit, status, work for others, and the stored state. */
@NullMarked
package dev.walkback.orchestrator.outbound;

import org.jspecify.annotations.NullMarked;
