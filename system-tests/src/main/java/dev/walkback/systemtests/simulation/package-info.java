/**
 * The deterministic simulation: the real cores of all services in one thread, with a virtual clock,
 * a seeded scheduler, a log in memory and a model of a cluster. One seed is one history.
 */
@NullMarked
package dev.walkback.systemtests.simulation;

import org.jspecify.annotations.NullMarked;
