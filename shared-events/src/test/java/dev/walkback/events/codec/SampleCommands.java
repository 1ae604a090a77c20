package dev.walkback.events.codec;

import static dev.walkback.events.codec.Parts.APPLICATION;
import static dev.walkback.events.codec.Parts.AT;
import static dev.walkback.events.codec.Parts.GOOD;
import static dev.walkback.events.codec.Parts.PLAN;
import static dev.walkback.events.codec.Parts.ROLLBACK;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import dev.walkback.events.audit.Box;
import dev.walkback.events.command.Command;
import dev.walkback.events.release.Standing;
import dev.walkback.events.suspicion.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One example of every command. */
final class SampleCommands {

  private static final Instant UNTIL = AT.plusSeconds(60);

  static final List<Event> ALL =
      List.of(
          new Command.RollBack(
              APPLICATION,
              "anna",
              "checkout is broken",
              UNTIL,
              Optional.of(41L),
              Optional.of(Scenario.SECURITY_VULNERABILITY)),
          new Command.PlanRollback(
              APPLICATION,
              "anna",
              "what would it do?",
              UNTIL,
              Optional.of(41L),
              Optional.of(Scenario.DATABASE_MIGRATION)),
          new Command.Approve(APPLICATION, "bob", "looks right", UNTIL, ROLLBACK, PLAN.digest()),
          new Command.Reject(APPLICATION, "bob", "we fix forward", UNTIL, ROLLBACK),
          new Command.Abort(APPLICATION, "bob", "we fix forward", UNTIL, ROLLBACK),
          new Command.Hold(
              ApplicationId.everythingIn("production"),
              "carol",
              "the database is moved",
              UNTIL,
              Optional.of(AT.plusSeconds(1800))),
          new Command.Resume(
              ApplicationId.everythingIn("production"), "carol", "it is moved", UNTIL),
          new Command.Retry(APPLICATION, "anna", "the quota is raised", UNTIL, ROLLBACK),
          new Command.SkipStep(
              APPLICATION,
              "anna",
              "it was done by hand",
              UNTIL,
              ROLLBACK,
              "roll-back deployment/backend"),
          new Command.Acknowledge(APPLICATION, "anna", "I have it", UNTIL, ROLLBACK),
          new Command.TickBox(
              APPLICATION,
              "jo",
              "the status page says so",
              UNTIL,
              ROLLBACK,
              Box.STATUS_PAGE_UPDATED),
          new Command.ExtendSoak(
              APPLICATION, "anna", "wait for the peak", UNTIL, ROLLBACK, AT.plusSeconds(3600)),
          new Command.EndSoak(APPLICATION, "anna", "enough", UNTIL, ROLLBACK),
          new Command.CorrectStanding(
              APPLICATION, "anna", "it leaks memory", UNTIL, GOOD, Standing.QUARANTINED));

  private SampleCommands() {}
}
