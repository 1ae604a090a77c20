package dev.walkback.systemtests.simulation.cluster;

import dev.walkback.events.WorkloadRef;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Chance;
import dev.walkback.systemtests.simulation.world.Fault.ApiTrouble;
import dev.walkback.systemtests.simulation.world.Fault.Call;
import dev.walkback.systemtests.simulation.world.Faults;
import dev.walkback.systemtests.simulation.world.Life;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The cluster's API as its clients meet it: with latency, and with everything that goes wrong. */
public final class Api {

  private static final long USUAL = 20;
  private static final long PATIENCE = 5_000;

  private final ModelCluster cluster;
  private final Agenda agenda;
  private final Faults faults;
  private final Chance chance;

  public Api(ModelCluster cluster, Agenda agenda, Faults faults, Chance chance) {
    this.cluster = cluster;
    this.agenda = agenda;
    this.faults = faults;
    this.chance = chance;
  }

  /** What a read came to. */
  public sealed interface Reply<T> {

    /** It is there. */
    record Found<T>(T value) implements Reply<T> {}

    /** It is not there. */
    record Missing<T>() implements Reply<T> {}

    /** We may not look. */
    record Forbidden<T>(String why) implements Reply<T> {}

    /** Nothing is known. */
    record Unreachable<T>(String why) implements Reply<T> {}
  }

  /** How a write went wrong on its way, if it did. */
  public sealed interface Sent<T> {

    /** It was answered by the cluster itself. */
    record Answered<T>(T answer) implements Sent<T> {}

    /** It was not. */
    record Troubled<T>(ApiTrouble trouble) implements Sent<T> {}
  }

  /** Reads at this very moment. */
  public <T> Reply<T> look(Call call, WorkloadRef ref, Function<ModelWorkload, T> view) {
    return look(faults.of(call), ref, view);
  }

  /** Reads in a moment, and tells the reader a moment later, if it lives. */
  public <T> void read(
      Call call,
      WorkloadRef ref,
      Function<ModelWorkload, T> view,
      Life reader,
      Consumer<Reply<T>> then) {
    Optional<ApiTrouble> trouble = faults.of(call);
    agenda.after(
        chance.latency(USUAL),
        reader,
        () -> {
          Reply<T> reply = look(trouble, ref, view);
          agenda.after(delay(trouble), reader, () -> then.accept(reply));
        });
  }

  /** Writes in a moment, whether the writer lives then or not, and tells him if he does. */
  public <T> void write(WorkloadRef ref, Supplier<T> effect, Life writer, Consumer<Sent<T>> then) {
    Optional<ApiTrouble> trouble = faults.of(Call.EXECUTOR_WRITE);
    agenda.after(
        chance.latency(USUAL),
        Life.NATURE,
        () -> {
          Sent<T> sent = send(trouble, ref, effect);
          agenda.after(delay(trouble), writer, () -> then.accept(sent));
        });
  }

  private <T> Sent<T> send(Optional<ApiTrouble> trouble, WorkloadRef ref, Supplier<T> effect) {
    if (faults.isClusterAway(agenda.now())) {
      return new Sent.Troubled<>(ApiTrouble.ERROR);
    }
    if (trouble.isEmpty()) {
      return new Sent.Answered<>(effect.get());
    }
    return switch (trouble.get()) {
      case SLOW -> new Sent.Answered<>(effect.get());
      case OVERTAKEN, OVERTAKEN_BY_A_RELEASE, OVERTAKEN_BY_A_PAUSE -> {
        cluster.overtake(ref, trouble.get());
        yield new Sent.Answered<>(effect.get());
      }
      case ERROR_THOUGH_APPLIED, TIMEOUT_THOUGH_APPLIED -> {
        T _ = effect.get();
        yield new Sent.Troubled<>(trouble.get());
      }
      case CONFLICT, BUSY, ERROR, TIMEOUT, FORBIDDEN -> new Sent.Troubled<>(trouble.get());
    };
  }

  private <T> Reply<T> look(
      Optional<ApiTrouble> trouble, WorkloadRef ref, Function<ModelWorkload, T> view) {
    if (faults.isClusterAway(agenda.now())) {
      return new Reply.Unreachable<>("the cluster is away");
    }
    return trouble
        .flatMap(Api::<T>unseen)
        .orElseGet(() ->
            cluster
                .find(ref)
                .<Reply<T>>map(workload -> new Reply.Found<>(view.apply(workload)))
                .orElseGet(Reply.Missing::new));
  }

  private static <T> Optional<Reply<T>> unseen(ApiTrouble trouble) {
    return switch (trouble) {
      case FORBIDDEN -> Optional.of(new Reply.Forbidden<>("403"));
      case CONFLICT, BUSY, ERROR, ERROR_THOUGH_APPLIED, TIMEOUT, TIMEOUT_THOUGH_APPLIED ->
          Optional.of(new Reply.Unreachable<>(trouble.name()));
      case SLOW, OVERTAKEN, OVERTAKEN_BY_A_RELEASE, OVERTAKEN_BY_A_PAUSE -> Optional.empty();
    };
  }

  private long delay(Optional<ApiTrouble> trouble) {
    long usual = chance.latency(USUAL);
    return trouble
        .map(kind ->
            switch (kind) {
              case TIMEOUT, TIMEOUT_THOUGH_APPLIED -> PATIENCE;
              case SLOW -> chance.between(500, PATIENCE);
              case CONFLICT,
                  BUSY,
                  ERROR,
                  ERROR_THOUGH_APPLIED,
                  FORBIDDEN,
                  OVERTAKEN,
                  OVERTAKEN_BY_A_RELEASE,
                  OVERTAKEN_BY_A_PAUSE ->
                  usual;
            })
        .orElse(usual);
  }
}
