/** What alerting systems say: facts that may start a rollback. */
@NullMarked
package dev.walkback.events.trigger;

import org.jspecify.annotations.NullMarked;
