/** What may cross a topic. */
@NullMarked
package dev.walkback.events;

import org.jspecify.annotations.NullMarked;
