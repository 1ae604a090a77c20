package dev.walkback.systemtests.simulation.services;

import dev.walkback.chassis.DeadLetters;
import dev.walkback.chassis.InboundRecord;
import dev.walkback.chassis.KafkaSettings;
import dev.walkback.chassis.RecordSender;
import dev.walkback.detector.core.Arrived;
import dev.walkback.detector.core.ClusterView;
import dev.walkback.detector.core.PolicySource;
import dev.walkback.detector.core.ReleaseNews;
import dev.walkback.detector.core.SharedLooks;
import dev.walkback.detector.inbound.ClusterAwayException;
import dev.walkback.detector.inbound.Journal;
import dev.walkback.detector.inbound.TriggerHandler;
import dev.walkback.events.Envelope;
import dev.walkback.events.WorkloadFacts;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.plan.OwnerFacts;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.topic.Topics;
import dev.walkback.systemtests.simulation.cluster.Api.Reply;
import dev.walkback.systemtests.simulation.world.Fault.Call;
import dev.walkback.systemtests.simulation.world.Life;
import dev.walkback.systemtests.simulation.world.Log;
import dev.walkback.systemtests.simulation.world.Point;
import dev.walkback.systemtests.simulation.world.Post;
import dev.walkback.systemtests.simulation.world.ServiceName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The detector: its own handler, on the model cluster. What it remembers ends with its process. */
public final class DetectorService {

  private static final long RETRY = 2_000;
  private static final EventCodec CODEC = new EventCodec();
  private static final MeterRegistry METERS = new CompositeMeterRegistry();

  /** Nothing unreadable is ever written here, so that it never has to send. */
  private static final DeadLetters DEAD_LETTERS =
      new DeadLetters(
          new RecordSender(new KafkaSettings("nowhere", Map.of()), () -> {}), "detector", METERS);

  private final Stage stage;
  private final Fleet fleet;
  private final long policyLag;
  private final Map<Life, ReleaseNews> news = new HashMap<>();
  private final Map<Life, TriggerHandler> handlers = new HashMap<>();

  /**
   * @param policyLag how far behind it reads the policies
   */
  public DetectorService(Stage stage, long policyLag) {
    this.stage = stage;
    this.policyLag = policyLag;
    Intake intake =
        new Intake(
            Topics.TRIGGERS,
            stage,
            this::handle,
            stage.machinery().acknowledging(ServiceName.DETECTOR));
    this.fleet = new Fleet(ServiceName.DETECTOR, stage.agenda(), stage.chance(), intake::begin);
  }

  public Fleet fleet() {
    return fleet;
  }

  private void handle(Post post, Session session, Runnable done) {
    TriggerHandler handler =
        handlers.computeIfAbsent(fleet.life(session.slot()), _ -> newHandler());
    Wire wire = post.wire().orElseThrow();
    InboundRecord inbound =
        new InboundRecord(
            post.topic().name(),
            post.partition(),
            post.offset(),
            post.key(),
            wire.headers(),
            wire.value(),
            stage.agenda().instant());
    Iterator<Envelope<Suspicion>> found;
    try {
      found = handler.handle(inbound, this::arrivedByNow).iterator();
    } catch (ClusterAwayException e) {
      stage.agenda().after(RETRY, session.life(), () -> again(post, session, done));
      return;
    }
    publish(found, session, done);
  }

  private void again(Post post, Session session, Runnable done) {
    if (!session.isLeaving()) {
      handle(post, session, done);
    }
  }

  /** All that has been appended by now and can be read. */
  private Arrived arrivedByNow() {
    Map<Integer, Long> ends = new HashMap<>();
    for (int partition = 0; partition < Log.PARTITIONS; partition++) {
      long readable =
          stage.log().read(Topics.TRIGGERS, partition).stream()
              .takeWhile(post -> post.visibleAt() <= stage.agenda().now())
              .count();
      ends.put(partition, readable);
    }
    return stage.machinery().arrived(new Arrived(ends));
  }

  private void publish(Iterator<Envelope<Suspicion>> events, Session session, Runnable done) {
    if (!events.hasNext()) {
      done.run();
      return;
    }
    if (stage.diesAt(Point.DETECTOR_BEFORE_PUBLISH, session)) {
      return;
    }
    Envelope<Suspicion> event = events.next();
    Suspicion suspicion = stage.machinery().found(owned(event.data()));
    stage
        .agenda()
        .after(
            stage.chance().latency(5),
            session.life(),
            () -> {
              stage
                  .trace()
                  .note(() ->
                      "%s says %s of %s"
                          .formatted(
                              session.life(),
                              suspicion.getClass().getSimpleName(),
                              suspicion.trigger().id()));
              stage
                  .log()
                  .append(
                      Topics.SUSPICIONS,
                      new Envelope<>(
                          event.id(),
                          event.source(),
                          event.time(),
                          event.traceParent(),
                          suspicion));
              if (!stage.diesAt(Point.DETECTOR_AFTER_PUBLISH, session)) {
                publish(events, session, done);
              }
            });
  }

  /** Where the policy would rather ask Helm, Helm knows every older content. */
  private Suspicion owned(Suspicion suspicion) {
    boolean helm =
        stage
            .boards()
            .policies()
            .find(suspicion.application(), stage.agenda().now())
            .filter(policy -> policy.rails().ladder().contains(WayBack.HELM))
            .isPresent();
    if (!helm || !(suspicion instanceof Suspicion.ReleaseSuspected suspected)) {
      return suspicion;
    }
    List<WorkloadContent> contents =
        suspected.workloads().stream()
            .flatMap(facts ->
                facts.revisions().stream()
                    .map(revision -> new WorkloadContent(facts.workload(), revision.template())))
            .toList();
    var history = new OwnerFacts.OwnerRevision("1", Instant.EPOCH, contents);
    return new Suspicion.ReleaseSuspected(
        suspected.application(),
        suspected.trigger(),
        suspected.scenario(),
        suspected.windowStart(),
        suspected.workloads(),
        List.of(
            new OwnerFacts(
                WayBack.HELM,
                suspected.application().namespace(),
                suspected.application().name(),
                List.of(history))));
  }

  /** Looks out for releases now and then, until the end of what happens. */
  public void lookOut(long interval, long until) {
    stage
        .agenda()
        .after(
            interval,
            Life.NATURE,
            () -> {
              Life life = fleet.life(0);
              if (!life.isDead() && life.frozenUntil() <= stage.agenda().now()) {
                new Lookout(life).round();
              }
              if (stage.agenda().now() < until) {
                lookOut(interval, until);
              }
            });
  }

  /** One round; what was told is forgotten with the process. */
  private final class Lookout {

    private final Life life;

    Lookout(Life life) {
      this.life = life;
    }

    void round() {
      var view = new View();
      stage
          .boards()
          .policies()
          .at(stage.agenda().now() - policyLag)
          .values()
          .forEach(policy -> {
            ReleaseNews known = news.getOrDefault(life, ReleaseNews.NONE);
            stage
                .machinery()
                .news(known, policy, view.look(policy.workloads()), stage.agenda().instant())
                .ifPresent(seen -> {
                  news.put(life, known.with(seen));
                  publish(seen);
                });
          });
    }

    private void publish(ReleaseSeen seen) {
      stage
          .log()
          .append(
              Topics.SUSPICIONS,
              new Envelope<>(
                  "release/" + seen.application() + "@" + seen.at(),
                  TriggerHandler.SOURCE,
                  stage.agenda().instant(),
                  Optional.empty(),
                  seen));
    }
  }

  private TriggerHandler newHandler() {
    PolicySource policies =
        () -> stage.boards().policies().at(stage.agenda().now() - policyLag).values();
    return new TriggerHandler(
        CODEC,
        new SharedLooks(new View(), stage.agenda()::instant),
        policies,
        DEAD_LETTERS,
        new Journal(stage.agenda()::instant, METERS));
  }

  /** The model cluster as the detector sees it. */
  private final class View implements ClusterView {

    @Override
    public Owner ownerOf(String namespace, String pod) {
      return new Owner.Unknown("nobody asks for pods in a simulation");
    }

    @Override
    public List<Look> look(List<WorkloadRef> workloads) {
      return workloads.stream()
          .map(workload -> stage.machinery().readByDetector(lookAt(workload)))
          .toList();
    }

    private Look lookAt(WorkloadRef workload) {
      long now = stage.agenda().now();
      Reply<WorkloadFacts> reply =
          stage.api().look(Call.DETECTOR_READ, workload, found -> found.facts(now));
      return switch (reply) {
        case Reply.Found(WorkloadFacts facts) -> new Look.Seen(facts);
        case Reply.Missing<WorkloadFacts> _ -> new Look.Missing(workload);
        case Reply.Forbidden<WorkloadFacts>(String why) -> new Look.Unreadable(workload, why);
        case Reply.Unreachable<WorkloadFacts>(String why) ->
            new Look.Unreadable(workload, why, stage.faults().isClusterAway(now));
      };
    }
  }
}
