package dev.walkback.cli.policy;

import dev.walkback.cli.text.Phrases;
import dev.walkback.events.audit.Box;
import dev.walkback.events.policy.People;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Who looks after what is left to humans. */
final class PeopleReader {

  private static final int LONGEST = 100;

  private PeopleReader() {}

  static People read(Fields people) {
    Optional<String> owner =
        people.take("owner").flatMap(node -> name(node, people.scope("owner")));
    Map<Box, String> boxes =
        people.mapping("boxes").map(PeopleReader::boxes).orElseGet(() -> new EnumMap<>(Box.class));
    people.refuseUnknown();
    return new People(owner, boxes);
  }

  private static Map<Box, String> boxes(Fields boxes) {
    Map<Box, String> owners = new EnumMap<>(Box.class);
    for (Box box : Box.values()) {
      if (box.mayBeLeftToHumans()) {
        String field = Phrases.spelling(box);
        boxes
            .take(field)
            .flatMap(node -> name(node, boxes.scope(field)))
            .ifPresent(name -> owners.put(box, name));
      }
    }
    boxes.refuseUnknown();
    return owners;
  }

  /** Any words on one line; it is shown to people and given to nobody. */
  private static Optional<String> name(Node node, Scope scope) {
    return Fields.text(node, scope)
        .filter(text -> {
          boolean fits =
              text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
          if (!fits) {
            scope.expected("a name on one line (at most %d characters)".formatted(LONGEST), node);
          }
          return fits;
        });
  }
}
