/** A model of a cluster: workloads reduced to what the cores read, and an API that fails. */
@NullMarked
package dev.walkback.systemtests.simulation.cluster;

import org.jspecify.annotations.NullMarked;
