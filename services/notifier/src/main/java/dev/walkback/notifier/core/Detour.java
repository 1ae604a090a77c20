package dev.walkback.notifier.core;

import dev.walkback.notifier.core.Chat.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why something is told in another channel than where it belongs.
 *
 * @param to the name of the other channel
 * @param why in one sentence, and what to do about it
 */
record Detour(String to, String why) {

  private static final String KEY = "moved";

  static Detour of(Delivery delivery, Outcome.Elsewhere elsewhere) {
    return new Detour(
        elsewhere.channel(),
        "The channel %s does not take it (%s). %s"
            .formatted(
                Words.quoted(delivery.channel().orElse("of the policy")),
                elsewhere.error(),
                elsewhere.advice()));
  }

  /** For the thread of a rollback. */
  Reply reply() {
    return new Reply(
        KEY, Card.brief(Tone.PLAIN, "📭 Told in this channel instead", why, List.of()));
  }

  Notice of(Notice notice) {
    List<String> lines = new ArrayList<>(notice.card().todo());
    lines.add("Told in this channel instead: " + why);
    return new Notice(notice.key(), Optional.of(to), notice.card().withTodo(lines));
  }
}
