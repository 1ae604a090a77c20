package dev.walkback.detector.core;

import dev.walkback.detector.core.Claim.Strength;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.trigger.Alert;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the application of an alert. Names count only together with a namespace: two namespaces may
 * both have a {@code backend}, and an alert of one is never about the other.
 */
public final class AlertMatcher {

  private static final Map<String, WorkloadKind> WORKLOAD_LABELS =
      Map.of(
          "deployment", WorkloadKind.DEPLOYMENT,
          "statefulset", WorkloadKind.STATEFUL_SET,
          "daemonset", WorkloadKind.DAEMON_SET);

  private final List<RollbackPolicy> policies;

  public AlertMatcher(Collection<RollbackPolicy> policies) {
    this.policies = List.copyOf(policies);
  }

  /** The longest that any of them accepts an alert: for one of whom it cannot be told yet. */
  Duration longestTriggerAge() {
    return policies.stream()
        .map(policy -> policy.limits().triggerMaxAge())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** By what the alert says alone; may ask to follow a pod to its owner. */
  public Match match(Alert alert) {
    List<Claim> claims = candidates(alert).flatMap(policy -> claim(policy, alert)).toList();
    boolean named = claims.stream().anyMatch(claim -> claim.strength() == Strength.WORKLOAD);
    Optional<String> pod = alert.label("pod");
    Optional<String> namespace = alert.label("namespace");
    if (!named && pod.isPresent() && namespace.isPresent() && mayOwnPodsIn(alert)) {
      return new Match.FollowPod(namespace.get(), pod.get());
    }
    return strongest(alert, claims, Guess.application(alert), "");
  }

  /** The same once the pod was followed to a workload. */
  public Match matchOwned(Alert alert, WorkloadRef owner) {
    Stream<Claim> byOwner =
        candidates(alert)
            .filter(policy -> policy.workloads().contains(owner))
            .map(policy -> new Claim(policy, Strength.POD, carried(policy, alert)));
    Stream<Claim> others = candidates(alert).flatMap(policy -> claim(policy, alert));
    return strongest(
        alert,
        Stream.concat(byOwner, others).toList(),
        Guess.application(owner),
        "; its pod belongs to " + owner.namespace() + " " + owner.shortName());
  }

  /** The same where the cluster does not tell whose pod it is. */
  public Match matchUnowned(Alert alert, String why) {
    return strongest(
        alert,
        candidates(alert).flatMap(policy -> claim(policy, alert)).toList(),
        Guess.application(alert),
        "; " + why);
  }

  /** For an alert that names its application itself. */
  public Match matchApplication(Alert alert, ApplicationId application) {
    Optional<RollbackPolicy> found =
        policies.stream().filter(policy -> policy.application().equals(application)).findFirst();
    if (found.isEmpty()) {
      return new Match.Nobody(
          application,
          "Expected a policy for %s, which the alert names, but there is none"
              .formatted(application));
    }
    return hasName(found.get(), alert)
        ? new Match.Belongs(found.get())
        : new Match.Nobody(
            application,
            "The policy of %s is about the alerts %s, but this is %s"
                .formatted(application, found.get().alerts().names(), alert.name()));
  }

  private Stream<RollbackPolicy> candidates(Alert alert) {
    return policies.stream()
        .filter(policy -> hasName(policy, alert))
        .filter(policy ->
            alert
                .label("namespace")
                .map(namespace -> namespaces(policy).anyMatch(namespace::equals))
                .orElse(true));
  }

  private boolean mayOwnPodsIn(Alert alert) {
    return candidates(alert).findAny().isPresent();
  }

  private static Stream<Claim> claim(RollbackPolicy policy, Alert alert) {
    int carried = carried(policy, alert);
    if (namesWorkload(policy, alert)) {
      return Stream.of(new Claim(policy, Strength.WORKLOAD, carried));
    }
    if (namesComponent(policy, alert)) {
      return Stream.of(new Claim(policy, Strength.COMPONENT, carried));
    }
    return carried > 0 ? Stream.of(new Claim(policy, Strength.LABELS, carried)) : Stream.empty();
  }

  private static boolean namesWorkload(RollbackPolicy policy, Alert alert) {
    return WORKLOAD_LABELS.entrySet().stream()
        .anyMatch(label ->
            has(
                policy,
                alert,
                workload ->
                    workload.kind() == label.getValue()
                        && alert
                            .label(label.getKey())
                            .filter(workload.name()::equals)
                            .isPresent()));
  }

  /** Components are called like their workload, or like it without the name of the whole. */
  private static boolean namesComponent(RollbackPolicy policy, Alert alert) {
    Optional<String> component = alert.label("component");
    Optional<String> whole = alert.label("app");
    return component.isPresent()
        && has(
            policy,
            alert,
            workload ->
                workload.name().equals(component.get())
                    || whole
                        .filter(app -> workload.name().equals(app + "-" + component.get()))
                        .isPresent());
  }

  private static boolean has(RollbackPolicy policy, Alert alert, Predicate<WorkloadRef> condition) {
    Optional<String> namespace = alert.label("namespace");
    return policy.workloads().stream()
        .filter(workload -> namespace.filter(workload.namespace()::equals).isPresent())
        .anyMatch(condition);
  }

  /** How many labels of the policy the alert carries: all of them or none. */
  private static int carried(RollbackPolicy policy, Alert alert) {
    Map<String, String> wanted = policy.alerts().labels();
    return alert.labels().entrySet().containsAll(wanted.entrySet()) ? wanted.size() : 0;
  }

  private static boolean hasName(RollbackPolicy policy, Alert alert) {
    List<String> names = policy.alerts().names();
    return names.isEmpty() || names.contains(alert.name());
  }

  private static Stream<String> namespaces(RollbackPolicy policy) {
    return Stream.concat(
        Stream.of(policy.application().namespace()),
        policy.workloads().stream().map(WorkloadRef::namespace));
  }

  private Match strongest(Alert alert, List<Claim> claims, ApplicationId guess, String seen) {
    Optional<Claim> best = claims.stream().max(Claim.WEAKEST_FIRST);
    if (best.isEmpty()) {
      return new Match.Nobody(
          guess,
          "None of the %d policies claims the alert %s with the labels %s%s"
              .formatted(policies.size(), alert.name(), Guess.shown(alert), seen));
    }
    List<RollbackPolicy> equals =
        claims.stream()
            .filter(claim -> Claim.WEAKEST_FIRST.compare(claim, best.get()) == 0)
            .map(Claim::policy)
            .distinct()
            .toList();
    return equals.size() == 1
        ? new Match.Belongs(equals.getFirst())
        : new Match.Nobody(
            guess,
            "Expected one application for the alert %s, but %s claim it alike: give one of their policies more labels"
                .formatted(
                    alert.name(),
                    equals.stream()
                        .map(policy -> policy.application().toString())
                        .sorted()
                        .collect(Collectors.joining(" and "))));
  }
}
