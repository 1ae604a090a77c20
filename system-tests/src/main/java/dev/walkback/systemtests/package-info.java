/** The whole system on a real broker and a real cluster. Nobody depends on it. */
@NullMarked
package dev.walkback.systemtests;

import org.jspecify.annotations.NullMarked;
