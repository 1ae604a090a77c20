package dev.walkback.events;

/**
 * Where a workload goes back to: always absolute, resolved once. The digest decides; the number is
 * for people and the audit.
 */
public record Target(
    WorkloadRef workload, long revision, ContentDigest template, ContentDigest from) {

  public Target {
    if (template.equals(from)) {
      throw new IllegalArgumentException(
          "Expected a target that differs from what is live on %s, but both are %s"
              .formatted(workload.shortName(), from));
    }
  }
}
