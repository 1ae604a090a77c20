/** Detector to orchestrator: what the detector saw of an alert and of the cluster. */
@NullMarked
package dev.walkback.events.suspicion;

import org.jspecify.annotations.NullMarked;
