/** The executor's settings. */
@NullMarked
package dev.walkback.executor.config;

import org.jspecify.annotations.NullMarked;
