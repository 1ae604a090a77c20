package dev.walkback.systemtests.simulation.services;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.Envelope;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.execution.ExecutionOutcome;
import dev.walkback.events.topic.Topics;
import dev.walkback.executor.core.Answer;
import dev.walkback.executor.core.Brake;
import dev.walkback.executor.core.Heard;
import dev.walkback.executor.core.Move;
import dev.walkback.executor.core.PatchPlan;
import dev.walkback.executor.core.PodState;
import dev.walkback.executor.core.Scene;
import dev.walkback.executor.core.Sighting;
import dev.walkback.executor.core.WedgedPods.SetState;
import dev.walkback.systemtests.simulation.cluster.Api.Reply;
import dev.walkback.systemtests.simulation.cluster.Api.Sent;
import dev.walkback.systemtests.simulation.cluster.Content;
import dev.walkback.systemtests.simulation.cluster.ModelCluster;
import dev.walkback.systemtests.simulation.cluster.ModelCluster.Patched;
import dev.walkback.systemtests.simulation.cluster.ModelWorkload;
import dev.walkback.systemtests.simulation.cluster.Writer;
import dev.walkback.systemtests.simulation.invariants.Fact;
import dev.walkback.systemtests.simulation.world.Fault.ApiTrouble;
import dev.walkback.systemtests.simulation.world.Fault.Call;
import dev.walkback.systemtests.simulation.world.Point;
import dev.walkback.systemtests.simulation.world.Post;
import dev.walkback.systemtests.simulation.world.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The executor: its core says what to do, and this does it on the model cluster. */
public final class ExecutorService {

  private static final String SOURCE = "/walkback/executor";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

  private final Stage stage;
  private final ModelCluster cluster;
  private final Fleet fleet;
  private final Map<String, EvidenceSummary> bundles = new HashMap<>();

  public ExecutorService(Stage stage, ModelCluster cluster) {
    this.stage = stage;
    this.cluster = cluster;
    Intake intake =
        new Intake(
            Topics.EXECUTIONS,
            stage,
            this::handle,
            stage.machinery().acknowledging(ServiceName.EXECUTOR));
    this.fleet = new Fleet(ServiceName.EXECUTOR, stage.agenda(), stage.chance(), intake::begin);
  }

  public Fleet fleet() {
    return fleet;
  }

  private void handle(Post post, Session session, Runnable done) {
    Execution step = (Execution) post.envelope().data();
    Delivery delivery = new Delivery(post.envelope(), step, session, done);
    delivery.carryOut(delivery.steps.next(new Heard.Begun(), stage.agenda().instant()));
  }

  /** One delivery of one step; it ends with its session. */
  private final class Delivery {

    private final Envelope<?> cause;
    private final Execution step;
    private final Session session;
    private final Runnable done;
    private final Machinery.Steps steps;
    private Optional<Seen> lastSeen = Optional.empty();

    Delivery(Envelope<?> cause, Execution step, Session session, Runnable done) {
      this.cause = cause;
      this.step = step;
      this.session = session;
      this.done = done;
      this.steps = stage.machinery().steps(step);
    }

    void carryOut(Move move) {
      stage.trace().note(() -> "%s %s: %s".formatted(session.life(), step.step(), move));
      switch (move) {
        case Move.Look(WorkloadRef workload) -> look(workload);
        case Move.AskBrake() -> askBrake();
        case Move.Capture(Duration timeBox) -> capture(timeBox);
        case Move.Recall() ->
            hearAfter(1, new Heard.Captured(Optional.ofNullable(bundles.get(bundle()))));
        case Move.Write(PatchPlan plan, _) -> write(plan);
        case Move.Delete(PodState pod, _) -> delete(pod);
        case Move.Rest(Duration time) -> hearAfter(time.toMillis(), new Heard.Rested());
        case Move.End(ExecutionOutcome outcome) -> publish(outcome);
      }
    }

    private void hear(Heard heard) {
      carryOut(steps.next(heard, stage.agenda().instant()));
    }

    private void hearAfter(long millis, Heard heard) {
      stage.agenda().after(millis, session.life(), () -> hear(heard));
    }

    private void look(WorkloadRef workload) {
      Function<ModelWorkload, Seen> view = found -> seen(found, stage.agenda().now(), target(step));
      stage
          .api()
          .read(
              Call.EXECUTOR_READ,
              workload,
              view,
              session.life(),
              reply -> hear(new Heard.Looked(scene(reply))));
    }

    private Scene scene(Reply<Seen> reply) {
      lastSeen = Optional.empty();
      return switch (reply) {
        case Reply.Found(Seen seen) -> {
          lastSeen = Optional.of(seen);
          yield seen.scene();
        }
        case Reply.Missing<Seen> _ -> Scene.of(new Sighting.Missing());
        case Reply.Forbidden<Seen>(String why) -> Scene.of(new Sighting.Forbidden(why));
        case Reply.Unreachable<Seen>(String why) -> Scene.of(new Sighting.Unreachable(why));
      };
    }

    /** What is on the topic when the answer comes is in the answer. */
    private void askBrake() {
      boolean unknown = stage.faults().holdsUnknown();
      stage
          .agenda()
          .after(
              unknown ? 1_000 : stage.chance().latency(5),
              session.life(),
              () -> {
                Brake brake = unknown ? new Brake.Unknown("the broker is away") : brake();
                hear(new Heard.Braked(stage.machinery().brake(brake)));
              });
    }

    private Brake brake() {
      return stage
          .boards()
          .holding(step.application(), stage.agenda().now(), 0)
          .<Brake>map(held -> new Brake.Pulled(held.scope(), held.hold()))
          .orElseGet(Brake.Released::new);
    }

    private void capture(Duration timeBox) {
      if (stage.faults().evidenceHangs()) {
        hearAfter(timeBox.toMillis(), new Heard.Captured(Optional.empty()));
        return;
      }
      long takes = Math.min(timeBox.toMillis(), stage.chance().latency(200));
      stage
          .agenda()
          .after(
              takes,
              session.life(),
              () -> {
                EvidenceSummary bundle =
                    bundles.computeIfAbsent(
                        bundle(),
                        name ->
                            new EvidenceSummary(
                                ContentDigest.of(name), name, List.of("pods"), List.of()));
                hear(new Heard.Captured(Optional.of(bundle)));
              });
    }

    private String bundle() {
      return step.rollbackId() + "/" + step.step();
    }

    private void write(PatchPlan plan) {
      if (stage.diesAt(Point.EXECUTOR_BEFORE_WRITE, session)) {
        return;
      }
      Instant decidedAt = stage.agenda().instant();
      stage.agenda().after(stage.chance().latency(2), session.life(), () -> send(plan, decidedAt));
    }

    private void send(PatchPlan plan, Instant decidedAt) {
      Seen seen = lastSeen.orElseThrow();
      RollBackWorkload rollBack = (RollBackWorkload) step;
      Content content = Objects.requireNonNull(seen.known().get(plan.template()));
      var writer =
          new Writer.Walkback(
              plan.rollbackId(),
              plan.step(),
              plan.fence(),
              decidedAt,
              rollBack.deadline(),
              rollBack.approved(),
              session.isThawed());
      stage
          .api()
          .write(
              rollBack.target().workload(),
              () ->
                  cluster.patch(
                      rollBack.target().workload(),
                      content,
                      writer,
                      stage.machinery().onlyIf(seen.resourceVersion())),
              session.life(),
              sent -> hear(new Heard.Answered(patched(sent))));
      var _ = stage.diesAt(Point.EXECUTOR_AFTER_WRITE, session);
    }

    private void delete(PodState pod) {
      WorkloadRef workload = ((RollBackWorkload) step).target().workload();
      stage
          .api()
          .write(
              workload,
              () -> cluster.deletePod(workload, pod.uid()) ? Patched.DONE : Patched.GONE,
              session.life(),
              sent -> hear(new Heard.Answered(patched(sent))));
    }

    private void publish(ExecutionOutcome outcome) {
      if (stage.diesAt(Point.EXECUTOR_BEFORE_OUTCOME, session)) {
        return;
      }
      String id = step.rollbackId() + "/" + step.step();
      stage
          .agenda()
          .after(
              stage.chance().latency(5),
              session.life(),
              () -> {
                stage
                    .log()
                    .append(
                        Topics.EXECUTION_OUTCOMES,
                        new Envelope<>(
                            id, SOURCE, stage.agenda().instant(), cause.traceParent(), outcome));
                stage.witness().accept(new Fact.WorkAnswered(outcome));
                if (!stage.diesAt(Point.EXECUTOR_AFTER_OUTCOME, session)) {
                  done.run();
                }
              });
    }
  }

  private static Optional<ContentDigest> target(Execution step) {
    return switch (step) {
      case RollBackWorkload rollBack -> Optional.of(rollBack.target().template());
      case Execution.Survey _, Execution.RollBackOwner _ -> Optional.empty();
    };
  }

  private static Answer patched(Sent<Patched> sent) {
    return switch (sent) {
      case Sent.Answered(Patched answer) ->
          switch (answer) {
            case DONE -> new Answer.Done();
            case CONFLICT -> new Answer.Conflict("409");
            case GONE -> new Answer.Gone("404");
          };
      case Sent.Troubled<Patched>(ApiTrouble trouble) ->
          switch (trouble) {
            case CONFLICT -> new Answer.Conflict("409");
            case BUSY -> new Answer.Busy("429", RETRY_AFTER);
            case ERROR, ERROR_THOUGH_APPLIED -> new Answer.Unknown("500");
            case TIMEOUT,
                TIMEOUT_THOUGH_APPLIED,
                SLOW,
                OVERTAKEN,
                OVERTAKEN_BY_A_RELEASE,
                OVERTAKEN_BY_A_PAUSE ->
                new Answer.Unknown("no answer");
            case FORBIDDEN -> new Answer.Forbidden("403");
          };
    };
  }

  private static Seen seen(ModelWorkload workload, long now, Optional<ContentDigest> target) {
    List<PodState> pods =
        workload.pods(now).stream()
            .map(pod ->
                new PodState(
                    pod.name(), pod.uid(), pod.ready(), pod.deleting(), pod.revisionHash()))
            .toList();
    Optional<SetState> set =
        target.map(template ->
            new SetState(
                workload.observed(now) && workload.template().digest().equals(template),
                workload.template().name(),
                0,
                pods.size(),
                false));
    Sighting sighting = new Sighting.Present(workload.facts(now), workload.fence());
    return new Seen(
        new Scene(sighting, workload.observed(now), set, pods),
        workload.resourceVersion(),
        workload.remembered());
  }

  /** What a look showed, and what a write stands on. */
  private record Seen(Scene scene, long resourceVersion, Map<ContentDigest, Content> known) {}
}
