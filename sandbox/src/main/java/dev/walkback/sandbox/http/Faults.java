package dev.walkback.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** Trouble on demand: answers that a real API server gives on a bad day. */
public final class Faults {

  /**
   * What goes wrong.
   *
   * @param code the HTTP status that the client sees
   * @param applied whether the request is carried out nevertheless, as when the answer is lost
   */
  public record Fault(int code, boolean applied) {}

  private record Planned(Predicate<Request> when, Fault fault) {}

  private final List<Planned> planned = new ArrayList<>();
  private volatile CountDownLatch silence = new CountDownLatch(0);

  /** The next request that matches goes wrong, once. */
  public synchronized void failNext(Predicate<Request> when, Fault fault) {
    planned.add(new Planned(when, fault));
  }

  /** Requests hang from now on, until {@link #resume}. */
  public synchronized void goSilent() {
    silence = new CountDownLatch(1);
  }

  public void resume() {
    silence.countDown();
  }

  void awaitVoice() throws InterruptedException {
    silence.await();
  }

  synchronized Optional<Fault> next(Request request) {
    for (Planned plan : planned) {
      if (plan.when().test(request)) {
        planned.remove(plan);
        return Optional.of(plan.fault());
      }
    }
    return Optional.empty();
  }
}
