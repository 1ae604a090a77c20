/** The services around their real cores: only waiting, sending and losing is modelled here. */
@NullMarked
package dev.walkback.systemtests.simulation.services;

import org.jspecify.annotations.NullMarked;
