package dev.walkback.detector.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.policy.RollbackPolicy;

/** Whose an alert is. */
public sealed interface Match {

  /** One policy claims it. */
  record Belongs(RollbackPolicy policy) implements Match {}

  /** It names a pod, so the cluster has to say whose that is. */
  record FollowPod(String namespace, String pod) implements Match {}

  /** No policy claims it, or several do alike. */
  record Nobody(ApplicationId guess, String explanation) implements Match {}
}
