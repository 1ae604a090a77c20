/** The ledger: every release seen, and what it is known to be. */
@NullMarked
package dev.walkback.events.release;

import org.jspecify.annotations.NullMarked;
