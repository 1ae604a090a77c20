@NullMarked
package dev.walkback.executor.core;

import org.jspecify.annotations.NullMarked;
