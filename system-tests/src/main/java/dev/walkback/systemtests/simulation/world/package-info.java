/** What the services stand on: time, chance, the log, faults, and what can be seen from outside. */
@NullMarked
package dev.walkback.systemtests.simulation.world;

import org.jspecify.annotations.NullMarked;
