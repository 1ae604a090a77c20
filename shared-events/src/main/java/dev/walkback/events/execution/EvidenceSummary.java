package dev.walkback.events.execution;

import dev.walkback.events.ContentDigest;
import java.util.List;

/**
 * What was kept of the bad state. The content stays with the executor: it may hold secrets.
 *
 * @param digest of the bundle's index, which holds the digest of every item
 * @param location where the executor keeps it
 * @param items names of what was captured
 * @param missing what could not be captured in time, each with the reason
 */
public record EvidenceSummary(
    ContentDigest digest, String location, List<String> items, List<String> missing) {

  public EvidenceSummary {
    items = List.copyOf(items);
    missing = List.copyOf(missing);
  }
}
