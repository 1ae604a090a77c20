package dev.walkback.events;

import java.time.Instant;
import java.util.List;

/**
 * One version of a workload that the cluster still remembers.
 *
 * @param number the cluster's own number; it moves when a revision is used again, so it names a
 *     revision only beside the digest
 * @param template digest of the pod template, without what a restart or a controller adds
 * @param images of all containers, as written
 */
public record Revision(
    long number, ContentDigest template, List<String> images, Instant createdAt) {

  public Revision {
    images = List.copyOf(images);
  }
}
