/** What the orchestrator makes of records. */
@NullMarked
package dev.walkback.orchestrator.inbound;

import org.jspecify.annotations.NullMarked;
