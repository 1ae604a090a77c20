package dev.walkback.detector.inbound;

import dev.walkback.chassis.DeadLetters;
import dev.walkback.chassis.InboundRecord;
import dev.walkback.detector.core.Arrived;
import dev.walkback.detector.core.Detector;
import dev.walkback.detector.core.Incident;
import dev.walkback.detector.core.Place;
import dev.walkback.detector.core.PolicySource;
import dev.walkback.detector.core.RecentTriggers;
import dev.walkback.detector.core.SharedLooks;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.Envelope;
import dev.walkback.events.TraceParent;
import dev.walkback.events.TriggerId;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.suspicion.Suspicion;
import dev.walkback.events.trigger.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes suspicions of one record, as soon as the cluster can be read. A repeat of an alert yields
 * nothing; the same record given again yields the same again, because what it yielded before may
 * not have been published. What cannot be read goes to the dead letters, and the rest of the record
 * is handled.
 */
public final class TriggerHandler {

  /** As the source of the detector's events. */
  public static final String SOURCE = "/walkback/detector";

  private static final int REMEMBERED = 20_000;
  private static final Duration MEMORY = Duration.ofHours(6);
  private static final int MAX_FAULTS_TOLD = 5;

  private final RecentTriggers<Handled> recent = new RecentTriggers<>(REMEMBERED, MEMORY);
  private final TriggerReader reader;
  private final SharedLooks cluster;
  private final PolicySource policies;
  private final DeadLetters deadLetters;
  private final Journal journal;

  public TriggerHandler(
      EventCodec codec,
      SharedLooks cluster,
      PolicySource policies,
      DeadLetters deadLetters,
      Journal journal) {
    this.reader = new TriggerReader(codec);
    this.cluster = cluster;
    this.policies = policies;
    this.deadLetters = deadLetters;
    this.journal = journal;
  }

  /**
   * The events that follow from a record, to be published in this order.
   *
   * @param arrivedByNow asked when the cluster is looked at; includes the record
   * @throws ClusterAwayException if it is to be given again later; what was found of it is known
   *     then
   */
  public List<Envelope<Suspicion>> handle(InboundRecord inbound, Supplier<Arrived> arrivedByNow) {
    TriggerReader.Trigger trigger = reader.read(inbound.headers(), inbound.value(), journal.now());
    var place = new Place(inbound.partition(), inbound.offset(), arrivedByNow);
    var detector = new Detector(cluster.of(place));
    List<Envelope<Suspicion>> events = new ArrayList<>();
    int repeated = 0;
    for (Incident incident : of(Alert.Status.FIRING, trigger)) {
      var event = firing(detector, incident, inbound.position(), trigger.trace());
      event.ifPresent(events::add);
      repeated += event.isPresent() ? 0 : 1;
    }
    // Only now, when nothing has to be given again: each of these is told once.
    journal.repeated(repeated);
    of(Alert.Status.RESOLVED, trigger).forEach(this::resolved);
    if (!trigger.faults().isEmpty()) {
      deadLetters.send(inbound, reason(trigger));
    }
    return events;
  }

  private static List<Incident> of(Alert.Status status, TriggerReader.Trigger trigger) {
    return trigger.incidents().stream()
        .filter(incident -> incident.alert().status() == status)
        .toList();
  }

  private void resolved(Incident incident) {
    recent.forget(incident.alert().id());
    journal.resolved(incident);
  }

  private Optional<Envelope<Suspicion>> firing(
      Detector detector, Incident incident, String position, Optional<TraceParent> trace) {
    TriggerId trigger = incident.alert().id();
    Instant begun = journal.now();
    Optional<Handled> before = recent.find(trigger, begun);
    if (before.isPresent()) {
      if (before.get().position().equals(position)) {
        return Optional.of(before.get().event());
      }
      return Optional.empty();
    }
    Optional<Suspicion> found = detector.detect(incident, policies.current());
    if (found.isEmpty()) {
      journal.waits(position, incident.alert());
      throw new ClusterAwayException(
          "Expected to read the cluster for the alert %s, but it is away; asking again"
              .formatted(trigger));
    }
    Suspicion suspicion = found.get();
    Instant now = journal.now();
    Envelope<Suspicion> event = envelope(suspicion, now, trace);
    recent.remember(trigger, new Handled(position, event), now);
    journal.found(suspicion, Duration.between(begun, now));
    return Optional.of(event);
  }

  private static Envelope<Suspicion> envelope(
      Suspicion suspicion, Instant now, Optional<TraceParent> trace) {
    TriggerId trigger = suspicion.trigger().id();
    TraceParent parent = trace.orElseGet(() -> TraceParent.derivedFrom(trigger.value()));
    return new Envelope<>(
        eventId(suspicion.application(), trigger),
        SOURCE,
        now,
        Optional.of(parent.child("detect/" + trigger)),
        suspicion);
  }

  /** The same for the same trigger, whichever detector handles it and however often. */
  static String eventId(ApplicationId application, TriggerId trigger) {
    return "suspicion/" + application + "/" + trigger;
  }

  private static String reason(TriggerReader.Trigger trigger) {
    List<String> faults = trigger.faults();
    String told = String.join("; ", faults.subList(0, Math.min(MAX_FAULTS_TOLD, faults.size())));
    int more = faults.size() - MAX_FAULTS_TOLD;
    String all = more > 0 ? told + "; and %d more".formatted(more) : told;
    return trigger.incidents().isEmpty()
        ? all
        : all + " (%d other alerts of it were handled)".formatted(trigger.incidents().size());
  }

  /** What a trigger led to, and by which record. */
  private record Handled(String position, Envelope<Suspicion> event) {}
}
