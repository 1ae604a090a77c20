package dev.walkback.cli.command;

import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.NothingToDo;
import dev.walkback.cli.live.Headline;
import dev.walkback.cli.live.Terminal;
import dev.walkback.cli.text.PlanText;
import dev.walkback.cli.text.Printable;
import dev.walkback.cli.text.Times;
import dev.walkback.cli.text.ToType;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.audit.RollbackStatus.Approval;
import dev.walkback.events.audit.RollbackStatus.Phase;
import dev.walkback.events.command.Command.Approve;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Agrees to the plan that waits, and to no other. */
@Command(
    name = "approve",
    description = "Show the plan that waits for approval, and agree to it.",
    footer = {
      "",
      "Exit codes: 0 your approval counts, or (with --wait) it ended healthy; 3 nothing waits,",
      "  another plan does, or you may not; 4 nobody answered; 5 (with --wait) it did not end"
          + " healthy."
    })
public final class ApproveCommand implements Callable<Integer> {

  @Mixin private AboutRollback about = new AboutRollback();
  @Mixin private OptionalReason reason = new OptionalReason();

  @Option(
      names = "--plan",
      paramLabel = "DIGEST-PREFIX",
      converter = DigestPrefix.Converter.class,
      description = "Only if this plan waits, by the first digits of its digest.")
  private @Nullable DigestPrefix plan;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask; the plan is shown all the same.")
  private boolean yes;

  @Option(names = "--wait", description = "Stay until the rollback has ended, and show it.")
  private boolean wait;

  @Override
  public Integer call() {
    RollbackStatus status = Known.live(about.order().connection(), about.application());
    Approval approval = awaited(status);
    Terminal terminal = about.order().global().terminal(about.out());
    if (!about.order().global().json()) {
      show(status, approval, terminal);
    }
    if (!agreed(terminal, approval)) {
      about.out().println("Nothing was sent.");
      about.out().flush();
      return Exit.SUPPRESSED;
    }
    return about.give(
        status,
        reason.or("agreed to the plan as shown"),
        (by, rollback) ->
            new Approve(
                rollback.application(),
                by.issuer(),
                by.reason(),
                by.expiresAt(),
                rollback.rollbackId(),
                approval.plan()),
        wait ? Orders.TO_HEALTH : Orders.NOT_FOLLOWED);
  }

  private Approval awaited(RollbackStatus status) {
    Optional<Approval> approval =
        status.approval().filter(_ -> status.phase() == Phase.AWAITING_APPROVAL);
    if (approval.isEmpty()) {
      throw new NothingToDo(
          "Nobody's approval is awaited: %s of %s is %s."
              .formatted(
                  status.rollbackId(), status.application(), Headline.words(status.phase())));
    }
    if (plan != null && !plan.matches(approval.get().plan())) {
      throw new NothingToDo(
          "Plan %s does not wait for approval, plan %s does: the cluster changed meanwhile. Look at it, then: %s"
              .formatted(
                  plan,
                  approval.get().plan().abbreviated(),
                  ToType.approve(status.application(), approval.get().plan())));
    }
    return approval.get();
  }

  private void show(RollbackStatus status, Approval approval, Terminal terminal) {
    PrintWriter out = terminal.out();
    RollbackStory.read(about.order().connection(), status)
        .plan()
        .filter(settled -> settled.digest().equals(approval.plan()))
        .ifPresentOrElse(
            settled -> new PlanText(terminal.width()).of(settled).forEach(out::println),
            () -> {
              out.println("Plan " + approval.plan().abbreviated());
              status.plan().forEach(target -> out.println("     " + PlanText.target(target)));
            });
    approval.why().forEach(why -> out.println("  asked, because: " + Printable.of(why)));
    out.printf(
        "  %d of %d have agreed%s; %s left.%n",
        approval.given().size(),
        approval.needed(),
        approval.given().isEmpty()
            ? ""
            : " (" + Printable.of(String.join(", ", approval.given())) + ")",
        Times.length(Duration.between(Instant.now(), approval.until())));
    out.flush();
  }

  private boolean agreed(Terminal terminal, Approval approval) {
    if (yes) {
      return true;
    }
    if (terminal.interactive()) {
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return new Question(terminal.out(), in)
          .agreed("Agree to plan %s?".formatted(approval.plan().abbreviated()));
    }
    if (plan != null) {
      return true;
    }
    throw new CliException(
        "Expected --yes or --plan where nobody can be asked; the plan that waits is %s."
            .formatted(approval.plan().abbreviated()));
  }
}
