package dev.walkback.detector.inbound;

import static dev.walkback.detector.core.Given.BACKEND;
import static dev.walkback.detector.core.Given.deployment;
import static dev.walkback.detector.core.Given.policy;
import static dev.walkback.detector.core.Given.released;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.chassis.PublishFailedException;
import dev.walkback.detector.core.ClusterView.Look;
import dev.walkback.detector.core.ReleaseSight;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.Revision;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.RollbackPolicy;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.testsupport.FakeTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReleaseLookoutTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final ReleaseLookout.Timing TIMING =
      new ReleaseLookout.Timing(Duration.ZERO, INTERVAL);
  private static final WorkloadRef WEB = deployment("production", "web");

  private final FakeSight sight = new FakeSight();
  private final List<RollbackPolicy> policies =
      new ArrayList<>(
          List.of(policy("production/backend", BACKEND), policy("production/web", WEB)));
  private final List<Envelope<ReleaseSeen>> said = new ArrayList<>();
  private final FakeTime clock = FakeTime.start();
  private final Journal journal = new Journal(clock, new SimpleMeterRegistry());
  private final ReleaseLookout lookout = lookout();

  @Test
  void every_application_is_told_once_at_first_sight() throws InterruptedException {
    sight.live(BACKEND, "1").live(WEB, "1");

    assertThat(lookout.round()).isEqualTo(INTERVAL);
    lookout.round();

    assertThat(applications()).containsExactly("production/backend", "production/web");
    assertThat(said.getFirst().time()).isEqualTo(clock.instant());
  }

  @Test
  void only_what_changed_is_looked_at_closely_and_told() throws InterruptedException {
    sight.live(BACKEND, "1").live(WEB, "1");
    lookout.round();
    sight.looks = 0;
    sight.live(WEB, "2");

    lookout.round();

    assertThat(applications())
        .containsExactly("production/backend", "production/web", "production/web");
    assertThat(sight.looks).isEqualTo(1);
  }

  @Test
  void what_was_told_an_hour_ago_is_told_again_with_the_same_id() throws InterruptedException {
    sight.live(BACKEND, "1").live(WEB, "1");
    lookout.round();
    clock.advance(Duration.ofHours(1));

    lookout.round();
    lookout.round();

    assertThat(applications())
        .containsExactly(
            "production/backend", "production/web", "production/backend", "production/web");
    assertThat(said.get(2).id()).isEqualTo(said.get(0).id());
  }

  @Test
  void the_same_contents_have_the_same_id_after_a_restart_too() throws InterruptedException {
    sight.live(BACKEND, "1");
    lookout.round();
    clock.advance(Duration.ofHours(1));

    lookout().round();

    assertThat(said).hasSize(2);
    assertThat(said.get(1).id())
        .isEqualTo(said.get(0).id())
        .startsWith("release/production/backend/");
  }

  @Test
  void other_contents_and_the_same_ones_released_again_have_other_ids()
      throws InterruptedException {
    sight.live(BACKEND, "1");
    lookout.round();
    sight.live(BACKEND, "2");
    lookout.round();
    sight.minutesAgo = 1;
    sight.live(BACKEND, "1");
    lookout.round();

    assertThat(said).extracting(Envelope::id).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void a_cluster_that_is_away_says_nothing_and_is_asked_ever_more_rarely()
      throws InterruptedException {
    sight.live(BACKEND, "1").away = true;

    List<Duration> pauses = new ArrayList<>();
    for (int turn = 0; turn < 6; turn++) {
      pauses.add(lookout.round());
    }

    assertThat(said).isEmpty();
    assertThat(pauses)
        .extracting(pause -> pause.dividedBy(INTERVAL))
        .containsExactly(2L, 4L, 8L, 12L, 12L, 12L);
    sight.away = false;
    assertThat(lookout.round()).isEqualTo(INTERVAL);
    assertThat(said).hasSize(1);
  }

  @Test
  void what_could_not_be_published_is_told_the_next_time() throws InterruptedException {
    sight.live(BACKEND, "1");
    var failing =
        new ReleaseLookout(
            sight,
            () -> policies,
            seen -> {
              if (said.isEmpty()) {
                said.add(seen);
                throw new PublishFailedException("the broker is away", new IllegalStateException());
              }
              said.add(seen);
            },
            journal,
            TIMING);

    assertThat(failing.round()).isGreaterThan(INTERVAL);
    failing.round();

    assertThat(said).hasSize(2);
  }

  @Test
  void an_application_that_may_not_be_read_does_not_hide_the_others() throws InterruptedException {
    sight.live(BACKEND, "1").live(WEB, "1").unreadable = Set.of(BACKEND);

    assertThat(lookout.round()).isEqualTo(INTERVAL);

    assertThat(applications()).containsExactly("production/web");
  }

  @Test
  void a_cluster_that_goes_away_during_a_round_ends_it() throws InterruptedException {
    Set<WorkloadRef> many =
        Set.of(BACKEND, WEB, deployment("a", "1"), deployment("a", "2"), deployment("a", "3"));
    policies.clear();
    many.forEach(workload -> {
      policies.add(policy(workload.namespace() + "/" + workload.name(), workload));
      sight.live(workload, "1");
    });
    sight.unreadable = many;

    assertThat(lookout.round()).isGreaterThan(INTERVAL);

    assertThat(sight.looks).isEqualTo(3);
  }

  @Test
  void policies_that_are_not_known_are_waited_for() throws InterruptedException {
    var unread =
        new ReleaseLookout(
            sight,
            () -> {
              throw new IllegalStateException("not read");
            },
            said::add,
            journal,
            TIMING);

    assertThat(unread.round()).isGreaterThan(INTERVAL);
  }

  private ReleaseLookout lookout() {
    return new ReleaseLookout(sight, () -> policies, said::add, journal, TIMING);
  }

  private List<String> applications() {
    return said.stream().map(each -> each.application().toString()).toList();
  }

  /** A cluster whose contents are numbered at once. */
  private static final class FakeSight implements ReleaseSight {

    private final Map<WorkloadRef, ContentDigest> live = new HashMap<>();
    private Set<WorkloadRef> unreadable = Set.of();
    private boolean away;
    private int looks;
    private long minutesAgo = 5;

    FakeSight live(WorkloadRef workload, String content) {
      live.put(workload, ContentDigest.of(content));
      return this;
    }

    @Override
    public Glance glance(Collection<WorkloadRef> workloads) {
      return away
          ? new Glance.Away("no route")
          : new Glance.Seen(
              live.entrySet().stream()
                  .filter(each -> workloads.contains(each.getKey()))
                  .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
              Set.of());
    }

    @Override
    public List<Look> look(List<WorkloadRef> workloads) {
      looks++;
      return workloads.stream().map(this::lookAt).toList();
    }

    private Look lookAt(WorkloadRef workload) {
      if (unreadable.contains(workload)) {
        return new Look.Unreadable(workload, "not yours");
      }
      var at = released(workload, Duration.ofMinutes(minutesAgo)).releasedAt();
      ContentDigest content = Objects.requireNonNull(live.get(workload));
      return new Look.Seen(
          new WorkloadFacts(
              workload,
              content,
              at,
              Optional.empty(),
              false,
              List.of(new Revision(1, content, List.of("app"), at))));
    }
  }
}
