/** Settings of the orchestrator alone. */
@NullMarked
package dev.walkback.orchestrator.config;

import org.jspecify.annotations.NullMarked;
