package dev.walkback.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final List<Predicate<Request>> heldAnswers = new ArrayList<>();
  private final AtomicInteger hanging = new AtomicInteger();
  private volatile CountDownLatch silence = new CountDownLatch(0);
  private volatile CountDownLatch holding = new CountDownLatch(0);

  /** The next request that matches goes wrong, once. */
  public synchronized void failNext(Predicate<Request> when, Fault fault) {
    planned.add(new Planned(when, fault));
  }

  /** Requests hang from now on, until {@link #resume}. */
  public synchronized void goSilent() {
    silence = new CountDownLatch(1);
  }

  /**
   * The next request that matches is carried out, and its answer held back until {@link #resume}.
   */
  public synchronized void holdAnswer(Predicate<Request> when) {
    if (holding.getCount() == 0) {
      holding = new CountDownLatch(1);
    }
    heldAnswers.add(when);
  }

  /** How many requests hang at present. */
  public int hanging() {
    return hanging.get();
  }

  /** What hangs goes on, and nothing hangs any more. */
  public synchronized void resume() {
    heldAnswers.clear();
    silence.countDown();
    holding.countDown();
  }

  void awaitVoice() throws InterruptedException {
    hangOn(silence);
  }

  void awaitAnswer(Request request) throws InterruptedException {
    if (isHeld(request)) {
      hangOn(holding);
    }
  }

  private synchronized boolean isHeld(Request request) {
    for (Predicate<Request> when : heldAnswers) {
      if (when.test(request)) {
        return heldAnswers.remove(when);
      }
    }
    return false;
  }

  private void hangOn(CountDownLatch latch) throws InterruptedException {
    hanging.incrementAndGet();
    try {
      latch.await();
    } finally {
      hanging.decrementAndGet();
    }
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
