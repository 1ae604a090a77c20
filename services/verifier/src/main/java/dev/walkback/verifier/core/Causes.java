package dev.walkback.verifier.core;

import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Measurement.Aspect;
import dev.walkback.events.verification.Verdict;
import dev.walkback.events.verification.VerificationOutcome.Cause;
import dev.walkback.workloads.ContainerFacts;
import dev.walkback.workloads.PodFacts;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why what was expected is not healthy: because of itself, or because it could not run. Only what
 * the pods of the expected content say counts; pods of other content may be what is sick, and a
 * service check speaks of the content only where its pods are all there. Where both is said, or
 * neither, the cause is not known.
 *
 * <p>What is only under way says nothing: a container that was started, or a pod that was made,
 * late in the time of the verification has not had its chance.
 */
final class Causes {

  /** The kubelet does not come to start it; what it would do is not known. */
  private static final Set<String> CANNOT_START =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "ErrImageNeverPull",
          "ImageInspectError",
          "InvalidImageName",
          "RegistryUnavailable",
          "CreateContainerConfigError");

  /** How a container ends whose node was lost: nobody knows what it did. */
  private static final Set<String> LOST = Set.of("ContainerStatusUnknown", "Unknown");

  private final Restarts restarts;
  private final Instant chance;

  /**
   * @param restarts before the look
   * @param chance what began later has not had its chance
   */
  Causes(Restarts restarts, Instant chance) {
    this.restarts = restarts;
    this.chance = chance;
  }

  /** The one cause of what a look showed, if there is one. */
  Optional<Cause> of(Look look, Picture picture) {
    if (picture.replaced()
        || !look.workloads().stream()
            .allMatch(each -> each.found() instanceof Look.Workload.Seen)) {
      return Optional.empty();
    }
    Set<Cause> said = EnumSet.noneOf(Cause.class);
    look.workloads().forEach(each -> addAll(each, said));
    if (said.isEmpty() && onlyServicesSuffer(picture.measurements())) {
      said.add(Cause.BAD);
    }
    return said.size() == 1 ? said.stream().findFirst() : Optional.empty();
  }

  private static boolean onlyServicesSuffer(List<Measurement> measurements) {
    return measurements.stream()
            .filter(each -> each.aspect() != Aspect.SERVICE)
            .allMatch(each -> each.verdict() == Verdict.HEALTHY)
        && measurements.stream().anyMatch(each -> each.verdict() == Verdict.UNHEALTHY);
  }

  private void addAll(Look.OfWorkload look, Set<Cause> said) {
    if (!(look.found() instanceof Look.Workload.Seen seen)) {
      return;
    }
    boolean noPods =
        seen.rollout().conditions().stream()
            .anyMatch(condition ->
                condition.type().equals("ReplicaFailure")
                    && condition.isTrue()
                    && condition.reason().equals("FailedCreate"));
    if (noPods) {
      said.add(Cause.COULD_NOT_RUN);
    }
    PodCheck.thoseOf(look.expected().template(), seen).forEach(pod -> said.addAll(of(pod)));
  }

  private Set<Cause> of(PodFacts pod) {
    Set<Cause> said = EnumSet.noneOf(Cause.class);
    pod.containers().forEach(container -> of(pod, container).ifPresent(said::add));
    boolean nothingRan = pod.containers().stream().noneMatch(ContainerFacts::hasRun);
    if (said.isEmpty() && !pod.ready() && nothingRan) {
      neverStarted(pod).ifPresent(said::add);
    }
    return said;
  }

  private Optional<Cause> of(PodFacts pod, ContainerFacts container) {
    if (crashed(pod, container)) {
      return Optional.of(Cause.BAD);
    }
    if (!container.hasRun()
        && container.waitingReason().filter(CANNOT_START::contains).isPresent()) {
      return Optional.of(Cause.COULD_NOT_RUN);
    }
    boolean neverReady =
        !container.init()
            && container.running()
            && !container.ready()
            && container.startedAt().filter(this::hadItsChance).isPresent();
    return neverReady ? Optional.of(Cause.BAD) : Optional.empty();
  }

  private boolean crashed(PodFacts pod, ContainerFacts container) {
    if (container.waitingReason().filter("CrashLoopBackOff"::equals).isPresent()) {
      return true;
    }
    boolean endedBadly =
        container.lastExitCode().orElse(0) != 0
            && container.lastTerminatedReason().filter(LOST::contains).isEmpty();
    return endedBadly && (!pod.ready() || restarts.heldAgainst(pod, container) > 0);
  }

  /** No node has room for it, or its node cannot start it: volumes, network, a slow registry. */
  private Optional<Cause> neverStarted(PodFacts pod) {
    boolean noRoom =
        pod.conditions().stream()
            .anyMatch(condition ->
                condition.type().equals("PodScheduled")
                    && condition.status().equals("False")
                    && condition.reason().equals("Unschedulable"));
    return noRoom || pod.createdAt().filter(this::hadItsChance).isPresent()
        ? Optional.of(Cause.COULD_NOT_RUN)
        : Optional.empty();
  }

  private boolean hadItsChance(Instant since) {
    return !since.isAfter(chance);
  }
}
