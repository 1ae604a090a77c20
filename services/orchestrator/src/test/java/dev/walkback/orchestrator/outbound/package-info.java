/** What is written. */
@NullMarked
package dev.walkback.orchestrator.outbound;

import org.jspecify.annotations.NullMarked;
