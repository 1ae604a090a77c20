/** Settings of the notifier. */
@NullMarked
package dev.walkback.notifier.config;

import org.jspecify.annotations.NullMarked;
