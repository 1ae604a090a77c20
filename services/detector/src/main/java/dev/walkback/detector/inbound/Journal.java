package dev.walkback.detector.inbound;

import dev.walkback.detector.core.Incident;
import dev.walkback.events.release.ReleaseSeen;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.trigger.Alert;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line of log and one count for each thing that is made of an alert, and when it was. */
public final class Journal {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private static final List<String> FINDINGS =
      List.of(
          "resolved",
          "repeated",
          "release-suspected",
          "nothing-released",
          "application-unknown",
          "trigger-stale",
          "cluster-unreadable");

  private final InstantSource clock;
  private final MeterRegistry meters;

  private final Counter releasesSeen;
  private volatile String waiting = "";

  public Journal(InstantSource clock, MeterRegistry meters) {
    this.clock = clock;
    this.meters = meters;
    // There from the start: what was never counted cannot be seen to grow.
    FINDINGS.forEach(finding -> meters.counter("walkback.alerts", "finding", finding));
    releasesSeen = meters.counter("walkback.releases.seen");
  }

  Instant now() {
    return clock.instant();
  }

  void resolved(Incident incident) {
    Alert alert = incident.alert();
    LOG.info("alert resolved alert={} trigger={}", clean(alert.name()), clean(alert.id().value()));
    count("resolved");
  }

  /** Told once, however often the record is given again. */
  void waits(String position, Alert alert) {
    if (!position.equals(waiting)) {
      waiting = position;
      LOG.warn(
          "alert waits for the cluster alert={} trigger={}",
          clean(alert.name()),
          clean(alert.id().value()));
    }
  }

  void repeated(int times) {
    meters.counter("walkback.alerts", "finding", "repeated").increment(times);
  }

  void seen(ReleaseSeen seen) {
    LOG.info(
        "release seen application={} live={}",
        clean(seen.application().toString()),
        seen.workloads().stream()
            .map(facts -> facts.workload().shortName() + " " + facts.live().abbreviated())
            .sorted()
            .toList());
    releasesSeen.increment();
  }

  void found(Suspicion suspicion, Duration took) {
    switch (suspicion) {
      case Suspicion.ReleaseSuspected found -> told(suspicion, "release-suspected", facts(found));
      case Suspicion.NothingReleased none ->
          told(suspicion, "nothing-released", "since " + none.windowStart());
      case Suspicion.ApplicationUnknown unknown ->
          told(suspicion, "application-unknown", unknown.explanation());
      case Suspicion.TriggerStale stale -> told(suspicion, "trigger-stale", stale.explanation());
      case Suspicion.ClusterUnreadable unreadable ->
          told(suspicion, "cluster-unreadable", unreadable.explanation());
    }
    meters.timer("walkback.detection.seconds").record(took);
  }

  private void told(Suspicion suspicion, String finding, String reason) {
    LOG.info(
        "alert judged finding={} application={} alert={} trigger={} reason=\"{}\"",
        finding,
        clean(suspicion.application().toString()),
        clean(suspicion.trigger().name()),
        clean(suspicion.trigger().id().value()),
        clean(reason));
    count(finding);
  }

  private static String facts(Suspicion.ReleaseSuspected found) {
    return found.workloads().stream()
        .collect(
            Collectors.toMap(
                facts -> facts.workload().shortName(),
                facts -> facts.live().abbreviated() + " since " + facts.releasedAt(),
                (one, _) -> one,
                TreeMap::new))
        .toString();
  }

  private void count(String finding) {
    meters.counter("walkback.alerts", "finding", finding).increment();
  }

  /** Text of others must not begin a line of its own in the log. */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
