package dev.walkback.systemtests.simulation.cluster;

import dev.walkback.events.WorkloadRef;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * One write that the cluster accepted.
 *
 * @param writerBefore who had written the content that was live before
 * @param fenceBefore on the object, if any
 * @param paused whether the workload was paused when it was written
 */
public record ClusterWrite(
    Instant at,
    WorkloadRef workload,
    Writer writer,
    Content before,
    Content after,
    Writer writerBefore,
    OptionalLong fenceBefore,
    boolean paused) {}
