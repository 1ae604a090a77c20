package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.RollbackId;
import dev.walkback.events.audit.Box;
import dev.walkback.events.command.Command;
import dev.walkback.events.release.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What operators may order a saga to do. */
abstract class TakesOrders {

  /** By an operator whose name begins that of the command. */
  abstract Saga orders(String operator, Function<Ordered, Command> command);

  abstract Rollback live();

  /** What every command has. */
  public record Ordered(
      ApplicationId application,
      String issuer,
      String reason,
      Instant expiresAt,
      RollbackId rollbackId) {}

  public Saga approve(String operator) {
    ContentDigest plan = live().course().settled().digest();
    return orders(
        operator,
        o ->
            new Command.Approve(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), o.rollbackId(), plan));
  }

  public Saga reject(String operator) {
    return orders(
        operator,
        o ->
            new Command.Reject(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), o.rollbackId()));
  }

  public Saga abort(String operator) {
    return orders(
        operator,
        o ->
            new Command.Abort(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), o.rollbackId()));
  }

  public Saga retry(String operator) {
    return orders(
        operator,
        o ->
            new Command.Retry(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), o.rollbackId()));
  }

  public Saga skip(String operator, String step) {
    return orders(
        operator,
        o ->
            new Command.SkipStep(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), o.rollbackId(), step));
  }

  public Saga acknowledge(String operator) {
    return orders(
        operator,
        o ->
            new Command.Acknowledge(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), o.rollbackId()));
  }

  public Saga tick(String operator, Box box) {
    return orders(
        operator,
        o ->
            new Command.TickBox(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), o.rollbackId(), box));
  }

  public Saga extendSoak(String operator, Instant until) {
    return orders(
        operator,
        o ->
            new Command.ExtendSoak(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), o.rollbackId(), until));
  }

  public Saga endSoak(String operator) {
    return orders(
        operator,
        o ->
            new Command.EndSoak(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), o.rollbackId()));
  }

  public Saga hold(String operator, Optional<Instant> until) {
    return orders(
        operator,
        o -> new Command.Hold(o.application(), o.issuer(), o.reason(), o.expiresAt(), until));
  }

  public Saga resume(String operator) {
    return orders(
        operator, o -> new Command.Resume(o.application(), o.issuer(), o.reason(), o.expiresAt()));
  }

  public Saga marked(ContentDigest template, Standing standing) {
    return orders(
        "grace",
        o ->
            new Command.CorrectStanding(
                o.application(), o.issuer(), o.reason(), o.expiresAt(), template, standing));
  }

  public Saga verified(ContentDigest template) {
    return marked(template, Standing.VERIFIED);
  }

  public Saga dryRun(String operator) {
    return orders(
        operator,
        o ->
            new Command.PlanRollback(
                o.application(),
                o.issuer(),
                o.reason(),
                o.expiresAt(),
                Optional.empty(),
                Optional.empty()));
  }
}
