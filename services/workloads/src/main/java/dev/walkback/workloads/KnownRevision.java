package dev.walkback.workloads;

import dev.walkback.events.Revision;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A revision with what it is made of.
 *
 * @param hash the label value by which pods of this revision are known
 * @param tookEffectAt when the cluster last began to use it, as far as the object itself tells
 * @param reused whether it was used, left, and used again, so that its creation says nothing
 * @param template the pod template as kept by the cluster, with a controller's marks
 * @param object the ReplicaSet or ControllerRevision as it was read
 */
public record KnownRevision(
    Revision revision,
    String name,
    String hash,
    Instant tookEffectAt,
    boolean reused,
    JsonNode template,
    JsonNode object) {}
