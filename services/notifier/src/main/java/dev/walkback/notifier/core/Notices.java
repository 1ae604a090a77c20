package dev.walkback.notifier.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import java.util.List;

/** Suppressed is not silent: what people are told where users may be hurt and nothing was done. */
final class Notices {

  private Notices() {}

  /** Whether users may be hurt, so that a person should know. */
  static boolean worthTelling(Suppression reason) {
    return switch (reason) {
      case NOTHING_RELEASED, CLUSTER_UNREADABLE -> true;
      case UNKNOWN_APPLICATION, COOLDOWN, STALE, EXPIRED, INVALID_COMMAND -> false;
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
    String advice = advice(suppressed.reason());
    return card.withTodo(
        heldBack == 0
            ? List.of(advice)
            : List.of(advice, "%d more like this since the last message.".formatted(heldBack)));
  }

  private static String title(Suppression reason) {
    return switch (reason) {
      case NOTHING_RELEASED -> "⚠️ ALERT WITHOUT A RELEASE, NOTHING WAS ROLLED BACK";
      case CLUSTER_UNREADABLE -> "⚠️ CLUSTER CANNOT BE READ, NOTHING WAS ROLLED BACK";
      case UNKNOWN_APPLICATION, COOLDOWN, STALE, EXPIRED, INVALID_COMMAND ->
          "⚠️ NOTHING WAS ROLLED BACK";
    };
  }

  private static String advice(Suppression reason) {
    return switch (reason) {
      case NOTHING_RELEASED ->
          "Users may be affected and no release explains it. Look at dependencies, configuration, data and capacity.";
      case CLUSTER_UNREADABLE ->
          "Users may be affected and Walkback is blind. Check the application yourself, and Walkback's access to the cluster.";
      case UNKNOWN_APPLICATION, COOLDOWN, STALE, EXPIRED, INVALID_COMMAND ->
          "Look at the application yourself.";
    };
  }
}
