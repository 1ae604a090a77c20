package dev.walkback.detector.inbound;

import dev.walkback.chassis.EdgeWorker;
import dev.walkback.chassis.PublishFailedException;
import dev.walkback.detector.core.ClusterView.Look;
import dev.walkback.detector.core.PolicySource;
import dev.walkback.detector.core.ReleaseNews;
import dev.walkback.detector.core.ReleaseSight;
import dev.walkback.detector.core.ReleaseSight.Glance;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.TraceParent;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.ReleaseSeen;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks out for releases: says what is live of an application at first sight, whenever it has
 * changed, and now and then although it has not. Says nothing while any of its workloads cannot be
 * read.
 *
 * <p>It polls, and does not watch. A watch would tell a few seconds sooner what nobody waits for:
 * an alert is judged by a look of its own. In exchange it would hold every object of a namespace in
 * memory, need its own remedies for streams that end silently, and still have to read anew before
 * it speaks. A round costs one request per namespace and kind of workload, answered from the API
 * server's cache; only what changed is looked at closely. Requests are spread by a pace, so that
 * many applications make a round longer and not heavier.
 *
 * <p>Every instance looks at every application. Dividing them would save little, because a list
 * brings the whole namespace anyway; what is said twice has the same id, and whoever reads it knows
 * it by its content.
 */
public final class ReleaseLookout implements EdgeWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseLookout.class);
  private static final int LONGEST_BACK_OFF = 12;
  private static final int UNREADABLE_IN_A_ROW = 3;

  private final ReleaseSight sight;
  private final PolicySource policies;
  private final Announcements announcements;
  private final Journal journal;
  private final Timing timing;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private ReleaseNews news = ReleaseNews.NONE;
  private Set<String> refusals = Set.of();
  private Optional<String> trouble = Optional.empty();
  private int troubles;
  private volatile @Nullable Thread thread;

  public ReleaseLookout(
      ReleaseSight sight,
      PolicySource policies,
      Announcements announcements,
      Journal journal,
      Timing timing) {
    this.sight = sight;
    this.policies = policies;
    this.announcements = announcements;
    this.journal = journal;
    this.timing = timing;
  }

  /** Where it is said; returns once it is safe. */
  @FunctionalInterface
  public interface Announcements {

    void publish(Envelope<ReleaseSeen> seen);
  }

  /**
   * When it looks.
   *
   * @param first until the first round; different in every process, so that they do not look at the
   *     same time
   */
  public record Timing(Duration first, Duration interval) {}

  @Override
  public String name() {
    return "release-lookout";
  }

  /** Trouble with the cluster or the broker is told by others. */
  @Override
  public boolean isReady() {
    return thread != null;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("release-lookout").daemon(true).start(this::run);
  }

  @Override
  public void stop() {
    stopping.countDown();
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void run() {
    Duration pause = timing.first();
    try {
      while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = round();
      }
    } catch (InterruptedException e) {
      LOG.debug("the lookout ends");
    }
  }

  /** Looks at everything once; returns how long to wait before the next time. */
  Duration round() throws InterruptedException {
    try {
      Optional<String> found = look(policies.current());
      return found.isPresent() ? backOff(found.get()) : calm();
    } catch (PublishFailedException | IllegalStateException e) {
      return backOff(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("the lookout broke and will look again", e);
      return backOff(e.toString());
    }
  }

  /** What kept it from looking at everything, if something did. */
  private Optional<String> look(Collection<RollbackPolicy> current) throws InterruptedException {
    news = news.only(applications(current));
    Set<WorkloadRef> workloads =
        current.stream()
            .flatMap(policy -> policy.workloads().stream())
            .collect(Collectors.toUnmodifiableSet());
    return switch (sight.glance(workloads)) {
      case Glance.Away(String explanation) -> Optional.of(explanation);
      case Glance.Seen(Map<WorkloadRef, ContentDigest> live, Set<String> refused) ->
          lookCloser(current, live, new HashSet<>(refused));
    };
  }

  /** One application that may not be read does not keep the others from being looked at. */
  private Optional<String> lookCloser(
      Collection<RollbackPolicy> current, Map<WorkloadRef, ContentDigest> live, Set<String> refused)
      throws InterruptedException {
    int inARow = 0;
    for (RollbackPolicy policy : news.worthALook(current, live, journal.now())) {
      List<Look> looks = sight.look(policy.workloads());
      Optional<String> unreadable = unreadable(looks);
      unreadable.ifPresent(refused::add);
      inARow = unreadable.isPresent() ? inARow + 1 : 0;
      if (inARow == UNREADABLE_IN_A_ROW) {
        return unreadable;
      }
      news.after(policy, looks, journal.now()).ifPresent(this::say);
    }
    tell(refused);
    return Optional.empty();
  }

  private void say(ReleaseSeen seen) {
    String id = eventId(seen);
    announcements.publish(
        new Envelope<>(
            id, TriggerHandler.SOURCE, seen.at(), Optional.of(TraceParent.derivedFrom(id)), seen));
    news = news.with(seen);
    journal.seen(seen);
  }

  /** The same for the same contents since the same time, whoever sees them and however often. */
  static String eventId(ReleaseSeen seen) {
    String contents =
        seen.workloads().stream()
            .map(facts ->
                "%s/%s %s %s"
                    .formatted(
                        facts.workload().namespace(),
                        facts.workload().shortName(),
                        facts.live(),
                        facts.releasedAt()))
            .sorted()
            .collect(Collectors.joining("\n"));
    return "release/" + seen.application() + "/" + ContentDigest.of(contents);
  }

  private void tell(Set<String> refused) {
    refused.stream()
        .filter(each -> !refusals.contains(each))
        .forEach(each -> LOG.warn("releases are not looked out for reason=\"{}\"", each));
    refusals = Set.copyOf(refused);
  }

  private Duration backOff(String explanation) {
    if (trouble.isEmpty()) {
      LOG.warn("looking out for releases pauses reason=\"{}\"", explanation);
    }
    trouble = Optional.of(explanation);
    troubles++;
    int factor = Math.min(LONGEST_BACK_OFF, 1 << Math.min(troubles, 10));
    return timing.interval().multipliedBy(factor);
  }

  private Duration calm() {
    if (trouble.isPresent()) {
      LOG.info("looking out for releases goes on");
    }
    trouble = Optional.empty();
    troubles = 0;
    return timing.interval();
  }

  private static Optional<String> unreadable(List<Look> looks) {
    return looks.stream()
        .filter(Look.Unreadable.class::isInstance)
        .map(look -> ((Look.Unreadable) look).explanation())
        .findFirst();
  }

  private static Set<ApplicationId> applications(Collection<RollbackPolicy> current) {
    return current.stream()
        .map(RollbackPolicy::application)
        .collect(Collectors.toUnmodifiableSet());
  }
}
