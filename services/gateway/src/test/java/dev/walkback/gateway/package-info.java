@NullMarked
package dev.walkback.gateway;

import org.jspecify.annotations.NullMarked;
