/** What an approval is bound to. */
@NullMarked
package dev.walkback.events.plan;

import org.jspecify.annotations.NullMarked;
