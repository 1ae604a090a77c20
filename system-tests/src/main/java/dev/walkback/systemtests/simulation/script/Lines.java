package dev.walkback.systemtests.simulation.script;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.command.Command;
import dev.walkback.events.release.Standing;
import dev.walkback.events.suspicion.Scenario;
import dev.walkback.events.trigger.Alert;
import dev.walkback.systemtests.simulation.cluster.Content;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was written of a script so far, and how to write more. */
final class Lines {

  private static final List<Scenario> SCENARIOS = List.of(Scenario.values());

  private final Chance chance;
  private final List<Happening> happenings = new ArrayList<>();
  private final List<Long> moments = new ArrayList<>();
  private final List<Happening.AlertSent> alerts = new ArrayList<>();
  private final List<Happening.CommandGiven> commands = new ArrayList<>();
  private int drawn;

  Lines(Chance chance) {
    this.chance = chance;
  }

  List<Happening> happenings() {
    return happenings;
  }

  /** When something happens that matters. */
  List<Long> moments() {
    return moments;
  }

  void add(Happening happening) {
    happenings.add(happening);
  }

  void release(long at, WorkloadRef workload, Content content) {
    add(new Happening.Release(at, workload, content));
  }

  void alert(ApplicationId application, long at) {
    long began = at - (chance.oneIn(10) ? chance.between(60_000, 2_000_000) : chance.below(5_000));
    if (chance.oneIn(30)) {
      began = at + 300_000;
    }
    var alert =
        new Alert(
            Alert.Status.FIRING,
            "fp-" + drawn++,
            Map.of("alertname", "Errors", "severity", "critical"),
            Map.of("summary", "Errors of " + application),
            Agenda.instantOf(began),
            Optional.empty());
    var sent = new Happening.AlertSent(at, application, alert);
    alerts.add(sent);
    add(sent);
  }

  /** The same alert again, or its end. */
  void repeat(long after) {
    if (alerts.isEmpty()) {
      return;
    }
    Happening.AlertSent before = chance.of(alerts);
    Alert alert = before.alert();
    Alert again =
        new Alert(
            chance.oneIn(4) ? Alert.Status.RESOLVED : Alert.Status.FIRING,
            alert.fingerprint(),
            alert.labels(),
            alert.annotations(),
            alert.startsAt(),
            alert.generatorUrl());
    add(
        new Happening.AlertSent(
            Math.max(before.at(), after) + chance.below(40_000), before.application(), again));
  }

  void command(ApplicationId application, long at) {
    if (!commands.isEmpty() && chance.oneIn(6)) {
      Happening.CommandGiven before = chance.of(commands);
      add(
          new Happening.CommandGiven(
              before.at() + chance.below(20_000), before.id(), before.command()));
      return;
    }
    Optional<Long> revision =
        chance.oneIn(4) ? Optional.of(chance.between(1, 4)) : Optional.empty();
    long expires = chance.oneIn(8) ? chance.between(-60_000, 200) : 60_000;
    var given =
        new Happening.CommandGiven(
            at,
            "command-" + drawn++,
            new Command.RollBack(
                application,
                chance.oneIn(2) ? "ada" : "bob",
                "it looks bad",
                Agenda.instantOf(at + expires),
                revision,
                chance.oneIn(5) ? Optional.of(chance.of(SCENARIOS)) : Optional.empty()));
    commands.add(given);
    add(given);
    moments.add(at);
  }

  /** An operator says that a content is good, whatever it is. */
  void vouch(ApplicationId application, ContentDigest content, long at) {
    var command =
        new Command.CorrectStanding(
            application,
            "eve",
            "it served us well",
            Agenda.instantOf(at + 60_000),
            content,
            Standing.VERIFIED);
    add(new Happening.CommandGiven(at, "command-" + drawn++, command));
  }

  /** An operator wants an application left alone. */
  void hold(ApplicationId application, long at) {
    var command =
        new Command.Hold(
            application, "ada", "wait", Agenda.instantOf(at + 60_000), Optional.empty());
    add(new Happening.CommandGiven(at, "command-" + drawn++, command));
  }

  /** Often close to something that matters. */
  long moment() {
    return !moments.isEmpty() && chance.oneIn(2)
        ? Math.max(0, chance.of(moments) + chance.between(-1_000, 15_000))
        : chance.between(0, 180_000);
  }
}
