package dev.walkback.cli.live;

import dev.walkback.cli.text.Phrases;
import dev.walkback.cli.text.Printable;
import dev.walkback.cli.text.ToType;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.RollbackStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is left for people, by who looks after it. Who has a name comes first. */
public final class LeftForPeople {

  private static final String NOBODY = "nobody is named";

  private final ApplicationId application;
  private final Map<String, List<Mark>> byName;
  private final boolean ticked;

  private LeftForPeople(ApplicationId application, Map<String, List<Mark>> byName, boolean ticked) {
    this.application = application;
    this.byName = byName;
    this.ticked = ticked;
  }

  public static LeftForPeople of(RollbackStatus status) {
    Map<String, List<Mark>> byName = new LinkedHashMap<>();
    status
        .leftByOwner()
        .forEach((owner, marks) ->
            byName
                .computeIfAbsent(owner.map(Printable::of).orElse(NOBODY), _ -> new ArrayList<>())
                .addAll(marks));
    boolean ticked = status.checklist().stream().anyMatch(mark -> mark.tickedBy().isPresent());
    return new LeftForPeople(status.application(), byName, ticked);
  }

  /** One for each name: {@code for Jo: Status page updated}. None where nothing is left. */
  public List<String> sentences() {
    return byName.entrySet().stream()
        .map(share ->
            "for %s: %s"
                .formatted(
                    share.getKey().equals(NOBODY) ? "people (" + NOBODY + ")" : share.getKey(),
                    boxes(share.getValue(), Box::title)))
        .toList();
  }

  /** The same as a list, with what to type when it is done. */
  public List<String> list() {
    return withHint(
        byName.entrySet().stream()
            .map(share ->
                "  %s: %s".formatted(share.getKey(), boxes(share.getValue(), Phrases::spelling)))
            .toList());
  }

  /** The same with why each is left. */
  public List<String> listInFull() {
    int widest =
        byName.values().stream()
            .flatMap(List::stream)
            .mapToInt(mark -> Phrases.spelling(mark.box()).length())
            .max()
            .orElse(1);
    var lines = new ArrayList<String>();
    byName.forEach((name, marks) -> {
      lines.add("  " + name);
      marks.forEach(mark ->
          lines.add(
              ("    %-" + widest + "s  %s")
                  .formatted(Phrases.spelling(mark.box()), Printable.of(mark.note()))
                  .stripTrailing()));
    });
    return withHint(lines);
  }

  private List<String> withHint(List<String> list) {
    if (byName.isEmpty()) {
      return ticked ? List.of("Everything that was left for people is ticked.") : List.of();
    }
    var lines = new ArrayList<String>();
    lines.add("Left for people:");
    lines.addAll(list);
    lines.add("When it is done: " + ToType.tick(application));
    return lines;
  }

  private static String boxes(List<Mark> marks, Function<Box, String> words) {
    return marks.stream().map(Mark::box).map(words).collect(Collectors.joining(", "));
  }
}
