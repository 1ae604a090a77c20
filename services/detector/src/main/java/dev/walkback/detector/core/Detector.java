package dev.walkback.detector.core;

import dev.walkback.detector.core.ClusterView.Look;
import dev.walkback.detector.core.ClusterView.Owner;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.trigger.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What one firing alert means. States facts; whether anything is done about them is decided
 * elsewhere.
 */
public final class Detector {

  /** An alert that begins later than this after its arrival has a wrong clock behind it. */
  static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(2);

  /**
   * So long before an alert is too old its outcome is said in any case: then it says that the
   * cluster could not be read, and not that the alert came late.
   */
  static final Duration LAST_WORD = Duration.ofMinutes(1);

  private final ClusterView cluster;

  public Detector(ClusterView cluster) {
    this.cluster = cluster;
  }

  /**
   * One finding, whatever the alert, the policies and the cluster are like; none yet while the
   * cluster is away and the alert is young enough to be asked about again.
   */
  public Optional<Suspicion> detect(Incident incident, Collection<RollbackPolicy> policies) {
    var matcher = new AlertMatcher(policies);
    Alert alert = incident.alert();
    Match match =
        incident
            .application()
            .map(application -> matcher.matchApplication(alert, application))
            .orElseGet(() -> matcher.match(alert));
    return switch (match) {
      case Match.Belongs(RollbackPolicy policy) -> judge(incident, policy);
      case Match.Nobody nobody -> Optional.of(unknown(incident, nobody));
      case Match.FollowPod(String namespace, String pod) ->
          follow(incident, matcher, cluster.ownerOf(namespace, pod));
    };
  }

  private Optional<Suspicion> follow(Incident incident, AlertMatcher matcher, Owner owner) {
    if (owner instanceof Owner.Unreadable vain
        && vain.away()
        && mayWait(incident, matcher.longestTriggerAge())) {
      return Optional.empty();
    }
    Alert alert = incident.alert();
    Match match =
        switch (owner) {
          case Owner.Known(var workload) -> matcher.matchOwned(alert, workload);
          case Owner.Unknown(String explanation) -> matcher.matchUnowned(alert, explanation);
          case Owner.Unreadable(String explanation, _) -> matcher.matchUnowned(alert, explanation);
        };
    return switch (match) {
      case Match.Belongs(RollbackPolicy policy) -> judge(incident, policy);
      case Match.Nobody nobody when owner instanceof Owner.Unreadable(String explanation, _) ->
          Optional.of(
              new Suspicion.ClusterUnreadable(nobody.guess(), incident.summary(), explanation));
      case Match.Nobody nobody -> Optional.of(unknown(incident, nobody));
      case Match.FollowPod _ ->
          throw new IllegalStateException("A pod that was followed is not followed again");
    };
  }

  private static Suspicion unknown(Incident incident, Match.Nobody nobody) {
    return new Suspicion.ApplicationUnknown(
        nobody.guess(), incident.summary(), nobody.explanation());
  }

  private Optional<Suspicion> judge(Incident incident, RollbackPolicy policy) {
    Duration age = age(incident);
    Duration oldest = policy.limits().triggerMaxAge();
    if (age.compareTo(oldest) > 0) {
      return stale(
          incident,
          policy,
          "It began at %s, which is %s before it could be handled; the policy accepts %s"
              .formatted(began(incident), inSeconds(age), inSeconds(oldest)));
    }
    if (age.compareTo(FUTURE_TOLERANCE.negated()) < 0) {
      return stale(
          incident,
          policy,
          "It says that it begins at %s, which is %s from now: compare the clocks"
              .formatted(began(incident), inSeconds(age.negated())));
    }
    List<Look> looks = cluster.look(policy.workloads());
    if (Look.anyAway(looks) && mayWait(incident, oldest)) {
      return Optional.empty();
    }
    return Optional.of(
        ReleaseJudge.judge(
            policy.application(), incident.summary(), policy.limits().releaseWindow(), looks));
  }

  private static boolean mayWait(Incident incident, Duration oldest) {
    return age(incident).plus(LAST_WORD).compareTo(oldest) < 0;
  }

  private static Duration age(Incident incident) {
    return Duration.between(incident.alert().startsAt(), incident.receivedAt());
  }

  private static Instant began(Incident incident) {
    return incident.alert().startsAt();
  }

  private static Optional<Suspicion> stale(
      Incident incident, RollbackPolicy policy, String explanation) {
    return Optional.of(
        new Suspicion.TriggerStale(policy.application(), incident.summary(), explanation));
  }

  private static String inSeconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
