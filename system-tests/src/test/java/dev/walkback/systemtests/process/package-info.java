@NullMarked
package dev.walkback.systemtests.process;

import org.jspecify.annotations.NullMarked;
