package dev.walkback.events.release;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One content of one workload, and its standing. Revision numbers, tags and positions are not its
 * identity; two revisions with one content are one release.
 *
 * @param workload empty for one that an earlier version quarantined without saying of what
 * @param images as written, for people
 * @param evidence what gave it its standing, in one sentence
 * @param since when it got it
 */
public record LedgerRelease(
    ContentDigest template,
    Optional<WorkloadRef> workload,
    List<String> images,
    Standing standing,
    String evidence,
    Instant since) {

  public LedgerRelease {
    images = List.copyOf(images);
  }
}
