package dev.walkback.systemtests.simulation.invariants;

import dev.walkback.events.ContentDigest;
import dev.walkback.events.TriggerSummary.Origin;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.OperatorEntry.ApprovalGiven;
import dev.walkback.events.audit.SagaEntry.AttemptStarted;
import dev.walkback.events.command.Command.Approve;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import dev.walkback.events.plan.Plan;
import dev.walkback.systemtests.simulation.cluster.Writer;
import java.util.Locale;
import java.util.Optional;

/** Who has not seen it cannot agree to it. */
final class ApprovalsCount implements Invariant {

  @Override
  public String sentence() {
    return "Nothing is done without the approvals that are asked for: of this plan, by others, and still valid";
  }

  @Override
  public Optional<String> brokenBy(Fact fact, Chronicle before) {
    return switch (fact) {
      case Fact.AuditWritten written when written.record().entry() instanceof AttemptStarted ->
          before
              .live(written.record().application())
              .flatMap(tale -> lacking(tale, written.record()));
      case Fact.AuditWritten written
          when written.record().entry() instanceof ApprovalGiven given
              && before.command(given.trigger().id()).orElseThrow() instanceof Approve approve ->
          Invariant.unless(
              approve.plan().equals(given.plan()),
              "%s agreed to plan %s, and it counts for %s",
              approve.issuer(),
              digest(approve.plan()),
              digest(given.plan()));
      case Fact.WorkIssued(RollBackWorkload step) when step.approved().isPresent() ->
          before
              .tale(step.rollbackId())
              .filter(tale -> !tale.isBegun())
              .filter(
                  tale -> step.approved().get().until().isAfter(tale.asked().orElseThrow().until()))
              .map(tale ->
                  "A step of %s says that its approvals hold until %s, but they end at %s"
                      .formatted(
                          tale.id(),
                          step.approved().get().until(),
                          tale.asked().orElseThrow().until()));
      case Fact.WorkloadWritten(var write)
          when write.writer() instanceof Writer.Walkback walkback ->
          walkback
              .approved()
              .filter(approved -> !walkback.decidedAt().isBefore(approved.until()))
              .map(approved ->
                  "%s decided to write at %s by approvals that ended at %s"
                      .formatted(walkback.rollback(), walkback.decidedAt(), approved.until()));
      default -> Optional.empty();
    };
  }

  private static Optional<String> lacking(Tale tale, AuditRecord record) {
    Plan plan = tale.plan().orElseThrow();
    int needed = Math.max(plan.approvers(), tale.asked().map(asked -> asked.approvers()).orElse(0));
    long given =
        tale.agreed().stream()
            .filter(approval -> approval.plan().equals(plan.digest()))
            .map(ApprovalsCount::name)
            .filter(name -> !isRequester(name, tale))
            .distinct()
            .count();
    boolean late =
        needed > 0
            && !tale.mayHaveWritten()
            && !record.at().isBefore(tale.asked().orElseThrow().until());
    return Invariant.unless(
        given >= needed && !late,
        "%s began with %d of %d approvals of plan %s%s",
        tale.id(),
        given,
        needed,
        digest(plan.digest()),
        late ? ", which had ended" : "");
  }

  private static boolean isRequester(String name, Tale tale) {
    return tale.start().trigger().origin() == Origin.COMMAND
        && tale.start().trigger().name().toLowerCase(Locale.ROOT).equals(name);
  }

  private static String name(ApprovalGiven approval) {
    return approval.trigger().name().toLowerCase(Locale.ROOT);
  }

  private static String digest(ContentDigest digest) {
    return digest.abbreviated();
  }
}
