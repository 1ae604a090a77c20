/** From a record on a topic to an input of the core. */
@NullMarked
package dev.walkback.orchestrator.inbound;

import org.jspecify.annotations.NullMarked;
