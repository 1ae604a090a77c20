package dev.walkback.notifier.core;

import dev.walkback.events.audit.Mark;
import java.util.List;
import java.util.Optional;

/**
 * One message as content, without any chat's notation. Everything in it is plain text.
 *
 * @param headline one sentence that says it all
 * @param progress the phases so far, in order, each as one short phrase
 * @param checklist the boxes, or none for a short message
 * @param todo what people must do or know, one per line
 * @param commands what a person may copy
 * @param call names what people are called for, where they are: one call, one name
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
    List<Instruction> commands,
    Optional<String> call,
    boolean last) {

  public Card {
    facts = List.copyOf(facts);
    progress = List.copyOf(progress);
    checklist = List.copyOf(checklist);
    todo = List.copyOf(todo);
    // Absent in what an earlier version saved.
    commands = commands == null ? List.of() : List.copyOf(commands);
  }

  /** A short message: a title, a sentence, a few facts. */
  public static Card brief(Tone tone, String title, String headline, List<Fact> facts) {
    return new Card(
        tone,
        title,
        headline,
        facts,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        false);
  }

  public Card withTodo(List<String> lines) {
    return new Card(tone, title, headline, facts, progress, checklist, lines, commands, call, last);
  }

  public Card withCommands(List<Instruction> instructions) {
    return new Card(
        tone, title, headline, facts, progress, checklist, todo, instructions, call, last);
  }

  /** The same, and people are called for it. */
  public Card calling(String name) {
    return new Card(
        tone, title, headline, facts, progress, checklist, todo, commands, Optional.of(name), last);
  }

  /** The same, with other marks. */
  Card withChecklist(List<Mark> marks) {
    return new Card(tone, title, headline, facts, progress, marks, todo, commands, call, last);
  }

  /** The same, with this fact instead of the one of its label. */
  Card with(Fact fact) {
    List<Fact> next =
        facts.stream().map(old -> old.label().equals(fact.label()) ? fact : old).toList();
    return new Card(tone, title, headline, next, progress, checklist, todo, commands, call, last);
  }
}
