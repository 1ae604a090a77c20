/** The sample application and its alert. */
@NullMarked
package dev.walkback.sandbox.sample;

import org.jspecify.annotations.NullMarked;
