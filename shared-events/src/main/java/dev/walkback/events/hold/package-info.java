/** Orders to stand still. */
@NullMarked
package dev.walkback.events.hold;

import org.jspecify.annotations.NullMarked;
