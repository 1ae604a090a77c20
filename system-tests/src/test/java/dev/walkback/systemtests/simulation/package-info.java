/** Proof that the simulation holds, and that it bites. */
@NullMarked
package dev.walkback.systemtests.simulation;

import org.jspecify.annotations.NullMarked;
