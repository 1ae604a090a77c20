package dev.walkback.systemtests.simulation.services;

import dev.walkback.events.Envelope;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.topic.Topics;
import dev.walkback.events.verification.Verification;
import dev.walkback.events.verification.VerificationOutcome;
import dev.walkback.systemtests.simulation.cluster.Api.Reply;
import dev.walkback.systemtests.simulation.cluster.Content;
import dev.walkback.systemtests.simulation.cluster.ModelCluster;
import dev.walkback.systemtests.simulation.cluster.ModelWorkload;
import dev.walkback.systemtests.simulation.invariants.Fact;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Fault.Call;
import dev.walkback.systemtests.simulation.world.Point;
import dev.walkback.systemtests.simulation.world.Post;
import dev.walkback.systemtests.simulation.world.ServiceName;
import dev.walkback.verifier.core.Look;
import dev.walkback.verifier.core.Watching;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The verifier: its core judges, and this looks at the model cluster when it is told to. */
public final class VerifierService {

  private static final String SOURCE = "/walkback/verifier";

  /** Long enough to come up, to stumble, and to run for a minute after that; in milliseconds. */
  private static final long LONG = 80_000;

  private final Stage stage;
  private final ModelCluster cluster;
  private final Fleet fleet;

  /**
   * @param cluster only to tell the witness what is true
   */
  public VerifierService(Stage stage, ModelCluster cluster) {
    this.stage = stage;
    this.cluster = cluster;
    Intake ofRollbacks = intake(Share.OF_ROLLBACKS);
    Intake ofReleases = intake(Share.OF_RELEASES);
    this.fleet =
        new Fleet(
            ServiceName.VERIFIER,
            stage.agenda(),
            stage.chance(),
            session -> {
              ofRollbacks.begin(session);
              ofReleases.begin(session);
            });
  }

  public Fleet fleet() {
    return fleet;
  }

  /** Two groups read the same topic, so that nothing waits for a watch of a release. */
  private enum Share {
    OF_ROLLBACKS,
    OF_RELEASES;

    boolean includes(Verification verification) {
      return switch (verification) {
        case Verification.AwaitRecovery _, Verification.Soak _ -> this == OF_ROLLBACKS;
        case Verification.WatchRelease _ -> this == OF_RELEASES;
      };
    }
  }

  private Intake intake(Share share) {
    return new Intake(
        Topics.VERIFICATIONS,
        stage,
        (post, session, done) -> handle(share, post, session, done),
        stage.machinery().acknowledging(ServiceName.VERIFIER));
  }

  private void handle(Share share, Post post, Session session, Runnable done) {
    Verification verification = (Verification) post.envelope().data();
    if (share.includes(verification)) {
      new Delivery(post.envelope(), verification, session, done)
          .look(Watching.begin(verification, stage.agenda().instant()));
    } else {
      done.run();
    }
  }

  /** One delivery of one verification; it ends with its session. */
  private final class Delivery {

    private final Envelope<?> cause;
    private final Verification verification;
    private final Session session;
    private final Runnable done;

    Delivery(Envelope<?> cause, Verification verification, Session session, Runnable done) {
      this.cause = cause;
      this.verification = verification;
      this.session = session;
      this.done = done;
    }

    void look(Watching watching) {
      Instant begun = stage.agenda().instant();
      stage
          .agenda()
          .after(
              stage.chance().latency(20),
              session.life(),
              () -> judge(watching, VerifierService.this.look(verification), begun));
    }

    private void judge(Watching watching, Look look, Instant begun) {
      Watching.Step step = stage.machinery().judge(watching, look, begun, stage.agenda().instant());
      step.news()
          .filter(VerificationOutcome.Concluded.class::isInstance)
          .map(VerificationOutcome.Concluded.class::cast)
          .ifPresent(end -> stage.witness().accept(new Fact.Judged(end, servesWell(verification))));
      step.news().ifPresentOrElse(news -> tell(step, news), () -> goOn(step));
    }

    private void tell(Watching.Step step, VerificationOutcome news) {
      if (stage.diesAt(Point.VERIFIER_BEFORE_OUTCOME, session)) {
        return;
      }
      stage
          .agenda()
          .after(
              stage.chance().latency(5),
              session.life(),
              () -> {
                stage.trace().note(() -> "%s says %s".formatted(session.life(), said(news)));
                stage
                    .log()
                    .append(
                        Topics.VERIFICATION_OUTCOMES,
                        new Envelope<>(
                            id(news), SOURCE, stage.agenda().instant(), cause.traceParent(), news));
                stage.witness().accept(new Fact.WorkAnswered(news));
                if (!stage.diesAt(Point.VERIFIER_AFTER_OUTCOME, session)) {
                  goOn(step);
                }
              });
    }

    private void goOn(Watching.Step step) {
      if (step.nextLook().isEmpty()) {
        done.run();
        return;
      }
      long time = Agenda.timeOf(step.nextLook().get());
      stage.agenda().at(time, session.life(), () -> look(step.next()));
    }

    private String id(VerificationOutcome news) {
      return switch (news) {
        case VerificationOutcome.Progressed progressed ->
            cause.id() + "/progressed/" + progressed.at();
        case VerificationOutcome.Concluded _ -> cause.id() + "/concluded";
      };
    }
  }

  private Look look(Verification verification) {
    List<Look.OfWorkload> workloads =
        verification.workloads().stream()
            .map(expected -> new Look.OfWorkload(expected, workload(expected)))
            .toList();
    List<Look.OfCheck> checks =
        verification.checks().stream()
            .map(check -> new Look.OfCheck(check, answer(verification, check)))
            .toList();
    return new Look(workloads, checks);
  }

  /** The truth, whatever can be seen. */
  private boolean servesWell(Verification verification) {
    long now = stage.agenda().now();
    return verification.workloads().stream()
        .allMatch(expected ->
            cluster
                .find(expected.workload())
                .filter(found -> found.template().digest().equals(expected.template()))
                .filter(found -> found.changedAt() <= now - LONG)
                .filter(found -> found.servesWellSince(now - LONG, now))
                .isPresent());
  }

  private Look.Workload workload(Verification.Expected expected) {
    long now = stage.agenda().now();
    Reply<Look.Workload> reply =
        stage.api().look(Call.VERIFIER_READ, expected.workload(), found -> seen(found, now));
    return switch (reply) {
      case Reply.Found(Look.Workload seen) -> seen;
      case Reply.Missing<Look.Workload> _ -> new Look.Workload.Missing();
      case Reply.Forbidden<Look.Workload>(String why) -> new Look.Workload.Unknown(why);
      case Reply.Unreachable<Look.Workload>(String why) -> new Look.Workload.Unknown(why);
    };
  }

  private static Look.Workload seen(ModelWorkload workload, long now) {
    return new Look.Workload.Seen(
        workload.template().digest(), workload.paused(), workload.rollout(now), workload.pods(now));
  }

  /** Every check asks the first workload. */
  private Look.Answer answer(Verification verification, HealthCheck check) {
    long now = stage.agenda().now();
    Reply<Look.Answer> reply =
        stage
            .api()
            .look(
                Call.VERIFIER_READ,
                verification.workloads().getFirst().workload(),
                found -> answer(found, check.status(), now));
    return switch (reply) {
      case Reply.Found(Look.Answer answer) -> answer;
      case Reply.Missing<Look.Answer> _ -> new Look.Answer.NotAnswered("no such service");
      case Reply.Forbidden<Look.Answer>(String why) -> new Look.Answer.Unknown(why);
      case Reply.Unreachable<Look.Answer>(String why) -> new Look.Answer.Unknown(why);
    };
  }

  private static Look.Answer answer(ModelWorkload workload, int good, long now) {
    boolean someReady = workload.pods(now).stream().anyMatch(pod -> pod.ready());
    if (!someReady) {
      return new Look.Answer.NotAnswered("no endpoint is ready");
    }
    boolean errors =
        workload.template().behaviour() == Content.Behaviour.ERRORS && workload.serves(now);
    return new Look.Answer.Answered(errors ? 500 : good, Map.of(), Optional.empty());
  }

  private static String said(VerificationOutcome news) {
    return switch (news) {
      case VerificationOutcome.Progressed progressed ->
          "progress of %s (%s)".formatted(progressed.rollbackId(), progressed.phase());
      case VerificationOutcome.Concluded end ->
          "%s is %s: %s".formatted(end.rollbackId(), end.verdict(), end.explanation());
    };
  }
}
