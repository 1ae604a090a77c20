package dev.walkback.notifier.core;

import dev.walkback.events.audit.Mark;
import java.util.List;

/**
 * One message as content, without any chat's notation. Everything in it is plain text.
 *
 * @param headline one sentence that says it all
 * @param progress the phases so far, in order, each as one short phrase
 * @param checklist the boxes, or none for a short message
 * @param todo what people must do or know, one per line
 * @param last whether nothing comes after it
 */
public record Card(
    Tone tone,
    String title,
    String headline,
    List<Fact> facts,
    List<String> progress,
    List<Mark> checklist,
    List<String> todo,
    boolean last) {

  public Card {
    facts = List.copyOf(facts);
    progress = List.copyOf(progress);
    checklist = List.copyOf(checklist);
    todo = List.copyOf(todo);
  }

  /** A short message: a title, a sentence, a few facts. */
  public static Card brief(Tone tone, String title, String headline, List<Fact> facts) {
    return new Card(tone, title, headline, facts, List.of(), List.of(), List.of(), false);
  }

  public Card withTodo(List<String> lines) {
    return new Card(tone, title, headline, facts, progress, checklist, lines, last);
  }
}
