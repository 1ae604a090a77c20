/** The topics: who may find what where. */
@NullMarked
package dev.walkback.events.topic;

import org.jspecify.annotations.NullMarked;
