/** What operators ask for. */
@NullMarked
package dev.walkback.events.command;

import org.jspecify.annotations.NullMarked;
