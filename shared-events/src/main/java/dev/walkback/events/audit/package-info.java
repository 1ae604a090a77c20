/** What happened, for the world: numbered, hash-chained, self-contained. */
@NullMarked
package dev.walkback.events.audit;

import org.jspecify.annotations.NullMarked;
