package dev.walkback.events.plan;

/** Who is asked to put the older content back. */
public enum WayBack {
  /** Argo CD's own rollback to an entry of its history. */
  ARGO_CD,
  /** A Helm rollback to a revision of the release. */
  HELM,
  /** The pod template of each workload, patched directly. */
  WORKLOAD
}
