/** What must hold after every step. */
@NullMarked
package dev.walkback.systemtests.simulation.invariants;

import org.jspecify.annotations.NullMarked;
