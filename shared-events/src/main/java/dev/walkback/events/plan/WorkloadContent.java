package dev.walkback.events.plan;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadRef;

/** A workload and one content of it. */
public record WorkloadContent(WorkloadRef workload, ContentDigest template) {}
