/**
 * The saga, pure: a state and an input make a decision, an entry makes the next state. No clock, no
 * topic, no cluster.
 */
@NullMarked
package dev.walkback.orchestrator.core;

import org.jspecify.annotations.NullMarked;
