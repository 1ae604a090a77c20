@NullMarked
package dev.walkback.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
