/** What a rollback means to do: targets, ways back and their order, settled once. */
@NullMarked
package dev.walkback.events.plan;

import org.jspecify.annotations.NullMarked;
