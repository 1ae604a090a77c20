@NullMarked
package dev.walkback.gateway.core;

import org.jspecify.annotations.NullMarked;
