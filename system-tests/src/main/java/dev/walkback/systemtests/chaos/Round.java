package dev.walkback.systemtests.chaos;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.topic.Topics;
import dev.walkback.systemtests.Shop;
import dev.walkback.systemtests.chaos.AuditLog.Line;
import dev.walkback.systemtests.chaos.Inspection.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;

/**
 * Some applications with a bad release each, two alerts for each of them, and one blow from outside
 * while failpoints strike from inside.
 *
 * @param seed chooses whom the blow hits and when, and the failpoints of whoever is started
 * @param applications every second one a StatefulSet, whose pods get wedged
 */
record Round(int number, long seed, int applications, Strike strike) {

  private static final Duration SOAK = Duration.ofSeconds(2);
  private static final Duration UNTIL_KNOWN = Duration.ofMinutes(3);
  private static final Duration UNTIL_OVER = Duration.ofMinutes(6);
  private static final Duration UNTIL_TOLD = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int LOOKS = 10;
  private static final int LATEST_BLOW_MILLIS = 6_000;
  private static final int ALERTS = 2;

  /**
   * What is done from outside.
   *
   * @param stop how long whoever is stopped hangs
   */
  record Strike(Blow blow, Duration stop) {}

  /**
   * What came of it.
   *
   * @param letters what some service could not handle
   * @param aloud what was said, written or posted by a restart at rest
   * @param takeovers how long those who were live waited for the next record after a death
   */
  record Result(
      List<Finding> findings, List<String> letters, List<String> aloud, List<Takeover> takeovers) {

    boolean isClean() {
      return letters.isEmpty() && aloud.isEmpty() && findings.stream().allMatch(Finding::isClean);
    }
  }

  /** From a death to the next audit record of an application that was live. */
  record Takeover(String who, Duration time) {}

  Result run(Stage stage, Reaper reaper, Restart restart) {
    List<Shop> shops = shops(stage.shops().namespace());
    inParallel(shops, shop -> release(stage, shop));
    // An alert of an application that the detector has not heard of yet would be nobody's.
    Awaitility.await("the detector to see each release")
        .atMost(UNTIL_KNOWN)
        .pollInterval(LOOK)
        .until(() -> isKnown(stage, shops));
    Instant begun = Instant.now();
    shops.forEach(shop -> alert(stage, shop));
    strike(stage, reaper);
    var inspection = new Inspection(stage.shops(), stage.slack(), ALERTS);
    awaitAtMost(UNTIL_OVER, () -> isOver(stage, inspection, shops));
    stage.awaitReady();
    Map<String, List<Line>> audit = AuditLog.read(stage.broker().address());
    awaitAtMost(UNTIL_TOLD, () -> isTold(inspection, audit, shops));
    List<Takeover> takeovers = takeovers(reaper, begun, audit, shops);
    List<String> aloud = restart.faults(reaper);
    return new Result(
        settled(stage, inspection, shops),
        DeadLetters.read(stage.broker().address()),
        aloud,
        takeovers);
  }

  private List<Shop> shops(String namespace) {
    return IntStream.range(0, applications)
        .mapToObj(i -> Shop.of(kind(i), namespace, "r%d-%d".formatted(number, i)))
        .toList();
  }

  private static WorkloadKind kind(int i) {
    return i % 2 == 0 ? WorkloadKind.DEPLOYMENT : WorkloadKind.STATEFUL_SET;
  }

  private void strike(Stage stage, Reaper reaper) {
    var random = new Random(seed);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LATEST_BLOW_MILLIS)));
    strike.blow().strike(stage, reaper, strike.stop(), random.nextInt());
  }

  /**
   * Two topics are never read at the same moment, and the watch over the release that came back
   * goes on: what does not fit at first is looked at again. What is really wrong stays wrong.
   */
  private static List<Finding> settled(Stage stage, Inspection inspection, List<Shop> shops) {
    List<Finding> findings = findings(stage, inspection, shops);
    for (int look = 1; look < LOOKS && !findings.stream().allMatch(Finding::isClean); look++) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      findings = findings(stage, inspection, shops);
    }
    return findings;
  }

  private static List<Finding> findings(Stage stage, Inspection inspection, List<Shop> shops) {
    Map<String, byte[]> store = Replay.store(stage.broker().address());
    Map<String, List<Line>> audit = AuditLog.read(stage.broker().address());
    return shops.stream()
        .map(shop ->
            inspection.of(
                shop, Inspection.of(audit, shop), store.get(shop.application().toString())))
        .toList();
  }

  private static List<Takeover> takeovers(
      Reaper reaper, Instant begun, Map<String, List<Line>> audit, List<Shop> shops) {
    return reaper.kills().stream()
        .filter(kill -> !kill.at().isBefore(begun) && !kill.who().equals("notifier"))
        .flatMap(kill ->
            shops.stream().flatMap(shop -> takeover(kill, Inspection.of(audit, shop)).stream()))
        .toList();
  }

  private static void release(Stage stage, Shop shop) {
    stage.writer().write(Topics.POLICIES, shop.policy(SOAK));
    stage.shops().serve(shop);
    stage.shops().release(shop, "v2", Map.of("CRASH", "yes"));
  }

  private static void alert(Stage stage, Shop shop) {
    Instant now = Instant.now();
    for (int i = 1; i <= ALERTS; i++) {
      String fingerprint = "%s-%d".formatted(shop.workload().name(), i);
      stage.writer().write(Topics.TRIGGERS.name(), null, shop.webhook(now, fingerprint));
    }
  }

  /** Whether the release of each was seen, and is in the ledger. */
  private static boolean isKnown(Stage stage, List<Shop> shops) {
    Map<String, List<Line>> audit = audit(stage);
    return shops.stream().noneMatch(shop -> Inspection.of(audit, shop).isEmpty());
  }

  private static boolean isOver(Stage stage, Inspection inspection, List<Shop> shops) {
    Map<String, List<Line>> audit = audit(stage);
    return shops.stream().allMatch(shop -> inspection.isOver(Inspection.of(audit, shop)));
  }

  private static Map<String, List<Line>> audit(Stage stage) {
    try {
      return AuditLog.read(stage.broker().address());
    } catch (KafkaException | AssertionError e) {
      return Map.of(); // the broker is away or slow, and will be asked again
    }
  }

  private static boolean isTold(
      Inspection inspection, Map<String, List<Line>> audit, List<Shop> shops) {
    return shops.stream()
        .filter(shop -> Inspection.of(audit, shop).stream().anyMatch(Inspection::isSuccess))
        .allMatch(inspection::isTold);
  }

  private static List<Takeover> takeover(Reaper.Kill kill, List<Line> lines) {
    boolean live =
        lines.stream().anyMatch(line -> line.record().at().isBefore(kill.at()))
            && lines.stream()
                .noneMatch(line ->
                    line.record().entry().endsRollback() && line.record().at().isBefore(kill.at()));
    return lines.stream()
        .filter(line -> live && line.record().at().isAfter(kill.at()))
        .findFirst()
        .map(line -> new Takeover(kill.who(), Duration.between(kill.at(), line.record().at())))
        .stream()
        .toList();
  }

  /** What is not so in the end is seen by the inspection. */
  private static void awaitAtMost(Duration time, BooleanSupplier holds) {
    long end = System.nanoTime() + time.toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static void inParallel(List<Shop> shops, Consumer<Shop> work) {
    try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = shops.stream().map(shop -> each.submit(() -> work.accept(shop))).toList();
      for (var one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while applications were released", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Expected to release the applications", e);
    }
  }
}
