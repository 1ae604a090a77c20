/** Orchestrator and verifier: what to look at, and what was seen. */
@NullMarked
package dev.walkback.events.verification;

import org.jspecify.annotations.NullMarked;
