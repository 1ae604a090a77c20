/**
 * Walkback's services and its broker as processes of their own, to be started, killed, stopped for
 * a while and continued from outside. Knows nothing of what they do.
 */
@NullMarked
package dev.walkback.systemtests.process;

import org.jspecify.annotations.NullMarked;
