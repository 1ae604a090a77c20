/**
 * The whole system: the real services on a real broker, with the sandbox's cluster or the lab's.
 */
@NullMarked
package dev.walkback.systemtests;

import org.jspecify.annotations.NullMarked;
