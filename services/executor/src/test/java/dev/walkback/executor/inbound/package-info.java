@NullMarked
package dev.walkback.executor.inbound;

import org.jspecify.annotations.NullMarked;
