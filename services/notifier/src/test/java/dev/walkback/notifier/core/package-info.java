@NullMarked
package dev.walkback.notifier.core;

import org.jspecify.annotations.NullMarked;
