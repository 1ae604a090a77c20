/** What the words mean, in examples. */
@NullMarked
package dev.walkback.events;

import org.jspecify.annotations.NullMarked;
