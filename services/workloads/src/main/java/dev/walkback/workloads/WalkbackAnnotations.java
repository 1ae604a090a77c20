package dev.walkback.workloads;

/** What Walkback writes on the metadata of a workload, so that the cluster itself remembers. */
public final class WalkbackAnnotations {

  /** The rollback that wrote the workload last. */
  public static final String ROLLBACK_ID = "walkback.dev/rollback-id";

  /** Its fence: a rollback with a lower one must leave the workload alone. */
  public static final String FENCE = "walkback.dev/fence";

  /** The step that wrote it. */
  public static final String STEP = "walkback.dev/step";

  /** Digest of what it wrote; a later release has another one, though the annotations stay. */
  public static final String TEMPLATE = "walkback.dev/template";

  private WalkbackAnnotations() {}
}
