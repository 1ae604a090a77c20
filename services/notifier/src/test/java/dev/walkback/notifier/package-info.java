@NullMarked
package dev.walkback.notifier;

import org.jspecify.annotations.NullMarked;
