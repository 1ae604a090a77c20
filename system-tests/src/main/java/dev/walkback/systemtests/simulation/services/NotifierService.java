package dev.walkback.systemtests.simulation.services;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.topic.Topics;
import dev.walkback.notifier.core.Chat.Outcome;
import dev.walkback.notifier.core.Chat.Search;
import dev.walkback.notifier.core.Correspondence;
import dev.walkback.notifier.core.Delivery;
import dev.walkback.notifier.core.RollbackThread;
import dev.walkback.notifier.core.Rules;
import dev.walkback.notifier.core.Style;
import dev.walkback.notifier.core.Telling;
import dev.walkback.systemtests.simulation.world.Log;
import dev.walkback.systemtests.simulation.world.Point;
import dev.walkback.systemtests.simulation.world.Post;
import dev.walkback.systemtests.simulation.world.ServiceName;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The notifier: its core says what to tell, and this tells it to the model chat. */
public final class NotifierService {

  private static final Rules RULES =
      new Rules(
          Optional.of("#all"), Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofHours(24));
  private static final long FIRST_BACKOFF = 1_000;
  private static final long LONGEST_BACKOFF = 60_000;

  private final Stage stage;
  private final Fleet fleet;
  private final Intake intake;
  private final Map<ApplicationId, Correspondence> kept = new HashMap<>();
  private final Map<Session, Shelf> shelves = new LinkedHashMap<>();

  public NotifierService(Stage stage) {
    this.stage = stage;
    this.intake =
        new Intake(
            Topics.AUDIT,
            stage,
            this::handle,
            stage.machinery().acknowledging(ServiceName.NOTIFIER));
    this.fleet = new Fleet(ServiceName.NOTIFIER, stage.agenda(), stage.chance(), this::begin);
  }

  public Fleet fleet() {
    return fleet;
  }

  /** What the processes know that have the partitions now. */
  public List<Correspondence> known() {
    return shelves.values().stream()
        .filter(shelf -> shelf.session.isCurrent())
        .flatMap(shelf -> shelf.tellings.values().stream())
        .map(Telling::correspondence)
        .toList();
  }

  private void keep(Correspondence correspondence) {
    kept.merge(correspondence.application(), correspondence, Correspondence::orLater);
  }

  private void begin(Session session) {
    shelves.keySet().removeIf(each -> each.life().isDead());
    Shelf shelf = new Shelf(session);
    shelves.put(session, shelf);
    kept.forEach((application, correspondence) -> {
      if (Log.partitionOf(application.toString()) == session.partition()) {
        shelf.tellings.put(application, stage.machinery().resumed(correspondence));
        shelf.submit(application);
      }
    });
    intake.begin(session);
  }

  private void handle(Post post, Session session, Runnable done) {
    Shelf shelf = shelves.get(session);
    if (shelf != null) {
      shelf.take((AuditRecord) post.envelope().data(), done);
    }
  }

  /** What one session knows of its partition. */
  private final class Shelf {

    private final Session session;
    private final Map<ApplicationId, Telling> tellings = new HashMap<>();
    private final Set<ApplicationId> busy = new HashSet<>();
    private int failures;

    Shelf(Session session) {
      this.session = session;
    }

    void take(AuditRecord record, Runnable done) {
      ApplicationId application = record.application();
      Telling before = tellings.getOrDefault(application, Telling.none(application));
      Telling after = stage.machinery().take(before, record, RULES, stage.agenda().instant());
      if (stage.diesAt(Point.NOTIFIER_BEFORE_SAVE, session)) {
        return;
      }
      tellings.put(application, after);
      if (stage.machinery().keepsCorrespondence()) {
        keep(after.correspondence());
      }
      if (stage.diesAt(Point.NOTIFIER_AFTER_SAVE, session)) {
        return;
      }
      submit(application);
      done.run();
    }

    void submit(ApplicationId application) {
      submitAfter(stage.chance().latency(20), application);
    }

    private void submitAfter(long millis, ApplicationId application) {
      if (busy.add(application)) {
        stage.agenda().after(millis, session.life(), () -> tellOne(application));
      }
    }

    private void tellOne(ApplicationId application) {
      busy.remove(application);
      Telling telling = tellings.get(application);
      if (telling == null || session.isLeaving()) {
        return;
      }
      telling.next(Style.THREADED).ifPresent(task -> carryOut(application, telling, task));
    }

    private void carryOut(ApplicationId application, Telling telling, Telling.Task task) {
      switch (task) {
        case Telling.Task.Tell(Delivery delivery) -> tell(application, telling, delivery);
        case Telling.Task.Log(Delivery delivery) -> note(application, telling.logged(delivery), 1);
        case Telling.Task.Look(RollbackThread thread, _) -> {
          Search search = stage.chat().search(thread);
          long rest = search instanceof Search.TryAgain ? backOff(Optional.empty()) : 1;
          note(application, telling.searched(thread.id(), search), rest);
        }
      }
    }

    private void tell(ApplicationId application, Telling telling, Delivery delivery) {
      if (stage.diesAt(Point.NOTIFIER_BEFORE_TELLING, session)) {
        return;
      }
      Outcome outcome = stage.chat().tell(delivery, session.isThawed());
      stage
          .trace()
          .note(() ->
              "%s tells %s of %s: %s"
                  .formatted(
                      session.life(),
                      delivery.kind(),
                      application,
                      outcome.getClass().getSimpleName()));
      if (stage.diesAt(Point.NOTIFIER_AFTER_TELLING, session)) {
        return;
      }
      long rest = outcome instanceof Outcome.TryAgain again ? backOff(again.after()) : settled();
      note(application, stage.machinery().told(telling, delivery, outcome), rest);
    }

    private long settled() {
      failures = 0;
      return 1;
    }

    private long backOff(Optional<Duration> asked) {
      long grown = FIRST_BACKOFF << Math.min(failures++, 6);
      return asked.map(Duration::toMillis).orElse(Math.min(grown, LONGEST_BACKOFF));
    }

    private void note(ApplicationId application, Telling after, long rest) {
      tellings.put(application, after);
      keep(after.correspondence());
      if (after.next(Style.THREADED).isPresent()) {
        submitAfter(rest + stage.chance().latency(20), application);
      }
    }
  }
}
