package dev.walkback.notifier.core;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.GuardEntry;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Approval;
import dev.walkback.events.audit.SagaEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people must do or know about a rollback as it stands, and what they may copy for it. */
final class ParentTodo {

  private final RollbackStatus status;
  private final AuditEntry entry;
  private final Knowledge known;

  ParentTodo(RollbackStatus status, AuditEntry entry, Knowledge known) {
    this.status = status;
    this.entry = entry;
    this.known = known;
  }

  List<String> lines() {
    List<String> todo = new ArrayList<>();
    switch (status.phase()) {
      case AWAITING_APPROVAL -> status.approval().ifPresent(wanted -> todo.addAll(wanted(wanted)));
      case AWAITING_HUMAN -> known.trouble().ifPresent(trouble -> todo.addAll(on(trouble)));
      case SURVEYING, WAITING, ROLLING_BACK, VERIFYING -> overdue().ifPresent(todo::add);
      case SOAKING, HEALTHY, FAILED, NEEDS_HUMAN, REJECTED, ABORTED -> todo.addAll(atTheEnd());
    }
    return todo;
  }

  List<Instruction> commands() {
    var application = status.application();
    return switch (status.phase()) {
      case AWAITING_APPROVAL ->
          status
              .approval()
              .map(wanted -> Commands.onApproval(application, wanted))
              .orElse(List.of());
      case AWAITING_HUMAN -> Commands.onTrouble(application, known.stuck());
      case NEEDS_HUMAN ->
          known.person().isPresent()
              ? List.of(Commands.audit(application))
              : Commands.afterTrouble(application);
      case FAILED, REJECTED, ABORTED ->
          List.of(Commands.rollBack(application), Commands.audit(application));
      case SURVEYING, WAITING, ROLLING_BACK, VERIFYING ->
          overdue().isPresent() ? List.of(Commands.abort(application)) : List.of();
      case SOAKING, HEALTHY -> List.of();
    };
  }

  static List<String> wanted(Approval wanted) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d of %d have agreed%s. Asked until %s; whoever asked for the rollback does not count."
            .formatted(
                wanted.given().size(),
                wanted.needed(),
                names(wanted),
                Words.clock(wanted.until())));
    wanted.why().forEach(why -> lines.add("Why people are asked: " + Words.quoted(why)));
    lines.add("Plan " + wanted.plan());
    lines.add(Advice.page("approvals"));
    return lines;
  }

  private static String names(Approval wanted) {
    return wanted.given().isEmpty()
        ? ""
        : " (" + Words.quoted(String.join(", ", wanted.given())) + ")";
  }

  static List<String> on(Trouble trouble) {
    return List.of(
        Words.quoted(trouble.explanation()),
        Advice.on(trouble.reason()),
        "Walkback waits for an operator until %s, then it ends and leaves it to people."
            .formatted(Words.clock(trouble.until())),
        Advice.runbook(trouble.reason()));
  }

  private Optional<String> overdue() {
    return switch (known.haste()) {
      case IN_TIME, LATE -> Optional.empty();
      case OVERDUE ->
          Optional.of(
              "It should be healthy by now, and is not. Walkback goes on; somebody should look at it too.");
    };
  }

  private List<String> atTheEnd() {
    return switch (entry) {
      case AuditEntry.HumanNeeded needed ->
          List.of(
              Words.quoted(needed.explanation()),
              Advice.on(needed.reason()),
              Advice.runbook(needed.reason()));
      case AuditEntry.RollbackFailed failed ->
          List.of(
              "Step %s: %s".formatted(failed.step(), Words.quoted(failed.explanation())),
              "The bad version is still live. Roll back by hand, or remove the cause and give the command again.");
      case AuditEntry.RollbackSucceeded succeeded ->
          succeeded.quarantined().isEmpty()
              ? List.of()
              : List.of(
                  "The failed version is quarantined: Walkback will not go back to it. Make sure that the next deployment does not bring it again.");
      case OperatorEntry.RollbackRejected rejected ->
          List.of(
              "%s said: %s"
                  .formatted(
                      Words.quoted(rejected.trigger().name()),
                      Words.quoted(rejected.trigger().text())),
              "The version that alerted is still live.");
      case SagaEntry.RollbackAborted aborted ->
          List.of(
              Words.quoted(aborted.explanation()),
              "Nothing proves that it is healthy: check the application yourself.");
      case AuditEntry.RollbackStarted _,
          AuditEntry.TargetsResolved _,
          AuditEntry.StepSucceeded _,
          AuditEntry.StepNotTaken _,
          AuditEntry.RecoveryAwaited _,
          AuditEntry.Observed _,
          AuditEntry.SoakStarted _,
          AuditEntry.TriggerJoined _,
          AuditEntry.TriggerSuppressed _,
          SagaEntry _,
          OperatorEntry _,
          LedgerEntry _,
          GuardEntry _ ->
          List.of();
    };
  }
}
