package dev.walkback.notifier.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Suppressed is not silent: what people are told where users may be hurt and nothing was done. */
final class Notices {

  private Notices() {}

  /**
   * Whether users may be hurt, so that a person should know. Whoever gave a command, or only asked
   * what one would do, has the answer already.
   *
   * @param lastEnd when the application's last rollback ended, if that is known
   */
  static boolean worthTelling(TriggerSuppressed suppressed, Optional<Instant> lastEnd) {
    return switch (suppressed.trigger().origin()) {
      case ALERT -> mayHurt(suppressed, lastEnd);
      case COMMAND -> false;
    };
  }

  /**
   * An alert that fired before the rollback ended is what the rollback was about, and slow to
   * resolve. One that began after it is new trouble.
   */
  private static boolean mayHurt(TriggerSuppressed suppressed, Optional<Instant> lastEnd) {
    return switch (suppressed.reason()) {
      case CLUSTER_UNREADABLE, TOO_MANY_ROLLBACKS -> true;
      // The detector finds nothing released once what was to blame is not live any more.
      case COOLDOWN, NOTHING_RELEASED ->
          lastEnd.map(suppressed.trigger().at()::isAfter).orElse(true);
      case UNKNOWN_APPLICATION, STALE, EXPIRED, INVALID_COMMAND, NOT_APPLICABLE -> false;
    };
  }

  /**
   * @param heldBack how many like it were not told since the last one
   */
  static Card card(ApplicationId application, TriggerSuppressed suppressed, int heldBack) {
    Card card =
        Card.brief(
            Tone.HUMAN,
            title(suppressed.reason()) + ": " + application,
            Words.quoted(suppressed.explanation()),
            List.of(
                Fact.of("Reason", Words.quoted(suppressed.trigger().text())),
                Fact.of("Triggered by", Words.trigger(suppressed.trigger()))));
    Card full =
        card.withTodo(List.of(advice(suppressed.reason())))
            .withCommands(commands(suppressed.reason(), application));
    return withHeldBack(
        leftAlone(suppressed.reason()) ? full.calling("suppressed") : full, heldBack);
  }

  /** Whether people would rely on Walkback, and it does not act. */
  private static boolean leftAlone(Suppression reason) {
    return switch (reason) {
      case TOO_MANY_ROLLBACKS, COOLDOWN, CLUSTER_UNREADABLE -> true;
      case NOTHING_RELEASED, UNKNOWN_APPLICATION, STALE, EXPIRED, INVALID_COMMAND, NOT_APPLICABLE ->
          false;
    };
  }

  /** The same card, saying how many like it nobody was told of. */
  static Card withHeldBack(Card card, int count) {
    if (count == 0) {
      return card;
    }
    List<String> lines = new ArrayList<>(card.todo());
    lines.add("%d more like this since the last message.".formatted(count));
    return card.withTodo(lines);
  }

  private static String title(Suppression reason) {
    return switch (reason) {
      case NOTHING_RELEASED -> "⚠️ ALERT WITHOUT A RELEASE, NOTHING WAS ROLLED BACK";
      case CLUSTER_UNREADABLE -> "⚠️ CLUSTER CANNOT BE READ, NOTHING WAS ROLLED BACK";
      case TOO_MANY_ROLLBACKS -> "⚠️ TOO MANY ROLLBACKS ALREADY, THIS ALERT STARTS NONE";
      case COOLDOWN -> "⚠️ ALERT RIGHT AFTER A ROLLBACK, IT STARTS NONE";
      case UNKNOWN_APPLICATION, STALE, EXPIRED, INVALID_COMMAND, NOT_APPLICABLE ->
          "⚠️ NOTHING WAS ROLLED BACK";
    };
  }

  private static String advice(Suppression reason) {
    return switch (reason) {
      case NOTHING_RELEASED ->
          "Users may be affected and no release explains it. Look at dependencies, configuration, data and capacity.";
      case CLUSTER_UNREADABLE ->
          "Users may be affected and Walkback is blind. Check the application yourself, and Walkback's access to the cluster.";
      case TOO_MANY_ROLLBACKS ->
          "Users may be affected, and going back again and again did not help. Look for a cause outside of the releases, or stop what keeps releasing. A command still starts one.";
      case COOLDOWN ->
          "Users may be affected again. Look whether the rollback helped, and for a cause outside of the release. A command still starts one.";
      case UNKNOWN_APPLICATION, STALE, EXPIRED, INVALID_COMMAND, NOT_APPLICABLE ->
          "Look at the application yourself.";
    };
  }

  private static List<Instruction> commands(Suppression reason, ApplicationId application) {
    return switch (reason) {
      case TOO_MANY_ROLLBACKS, COOLDOWN ->
          List.of(Commands.audit(application), Commands.rollBack(application));
      case NOTHING_RELEASED,
          CLUSTER_UNREADABLE,
          UNKNOWN_APPLICATION,
          STALE,
          EXPIRED,
          INVALID_COMMAND,
          NOT_APPLICABLE ->
          List.of();
    };
  }
}
