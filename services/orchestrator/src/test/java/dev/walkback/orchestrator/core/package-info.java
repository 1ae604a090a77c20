/** The saga's rules, one sentence each. */
@NullMarked
package dev.walkback.orchestrator.core;

import org.jspecify.annotations.NullMarked;
