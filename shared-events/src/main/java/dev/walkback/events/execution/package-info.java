/** Orchestrator and executor: one step with an absolute target, and what came of it. */
@NullMarked
package dev.walkback.events.execution;

import org.jspecify.annotations.NullMarked;
