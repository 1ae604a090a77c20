@NullMarked
package dev.walkback.executor;

import org.jspecify.annotations.NullMarked;
