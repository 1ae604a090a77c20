package dev.walkback.notifier.core;

import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.OperatorEntry;
import dev.walkback.events.audit.RollbackStatus;
import java.util.List;
import java.util.Optional;

/** What operators did about a rollback: who, what, and why, as a message in its thread. */
final class OperatorReplies {

  private OperatorReplies() {}

  static Optional<Reply> of(OperatorEntry entry, AuditRecord record) {
    String who = Words.quoted(entry.trigger().name());
    return switch (entry) {
      case OperatorEntry.ApprovalGiven given ->
          reply(given, Tone.GOOD, "👍 %s agrees".formatted(who), agreed(record));
      case OperatorEntry.RollbackRejected rejected ->
          Optional.of(
              new Reply(
                  Replies.END,
                  card(
                      rejected.trigger(),
                      Tone.BAD,
                      "🚫 %s refuses the plan".formatted(who),
                      "It ends here; nothing was changed.")));
      case OperatorEntry.AbortAsked abort ->
          reply(
              abort,
              Tone.BAD,
              "🛑 %s aborts it".formatted(who),
              "Nothing more is begun; it ends when what is on its way has ended.");
      case OperatorEntry.RetryAsked retry ->
          reply(retry, Tone.BUSY, "🔂 %s tries again".formatted(who), "What did not work, anew.");
      case OperatorEntry.StepSkipped skipped ->
          reply(
              skipped,
              Tone.BUSY,
              "⏭ %s skips a step".formatted(who),
              "It goes on without step %s.".formatted(skipped.step()));
      case OperatorEntry.Acknowledged taken ->
          reply(taken, Tone.PLAIN, "🫡 %s has taken over".formatted(who), "Ask them.");
      case OperatorEntry.BoxTicked ticked ->
          reply(
              ticked,
              Tone.PLAIN,
              "☑️ %s ticks '%s'".formatted(who, ticked.box().title()),
              record.status().map(LeftForHumans::inWords).orElse(""));
      case OperatorEntry.SoakExtended extended ->
          reply(
              extended,
              Tone.WATCHING,
              "👀 %s watches longer".formatted(who),
              "Until %s.".formatted(Words.clock(extended.until())));
      case OperatorEntry.SoakEndAsked ended ->
          reply(
              ended,
              Tone.WATCHING,
              "👀 %s ends the watch".formatted(who),
              "What was seen so far is good enough.");
      case OperatorEntry.HoldPlaced _,
          OperatorEntry.HoldLifted _,
          OperatorEntry.StandingCorrected _ ->
          ScopeNotices.card(record).map(card -> new Reply(key(entry), card));
      case OperatorEntry.PlanShown _ -> Optional.empty();
    };
  }

  private static String agreed(AuditRecord record) {
    return record
        .status()
        .flatMap(RollbackStatus::approval)
        .filter(wanted -> wanted.given().size() < wanted.needed())
        .map(wanted ->
            "%d of %d have agreed; asked until %s."
                .formatted(wanted.given().size(), wanted.needed(), Words.clock(wanted.until())))
        .orElse("Enough people have agreed; the cluster is read once more, then it begins.");
  }

  private static Optional<Reply> reply(
      OperatorEntry entry, Tone tone, String title, String headline) {
    return Optional.of(new Reply(key(entry), card(entry.trigger(), tone, title, headline)));
  }

  private static Card card(TriggerSummary command, Tone tone, String title, String headline) {
    return Card.brief(tone, title, headline, List.of(Words.order(command)));
  }

  private static String key(OperatorEntry entry) {
    return "command/" + entry.trigger().id();
  }
}
