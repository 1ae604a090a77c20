package dev.walkback.cli.policy;

import dev.walkback.cli.text.Phrases;
import dev.walkback.cli.text.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Words of which there are a few, spelled with hyphens: {@code bad-deployment}. */
final class Choices {

  private Choices() {}

  /** Empty where it is none of them, which is noted. */
  static <E extends Enum<E>> Optional<E> of(Class<E> type, Node node, Scope scope) {
    Optional<String> text = Fields.text(node, scope);
    List<E> all = Arrays.asList(type.getEnumConstants());
    Optional<E> choice =
        text.flatMap(
            word -> all.stream().filter(each -> Phrases.spelling(each).equals(word)).findFirst());
    if (text.isPresent() && choice.isEmpty()) {
      List<String> words = all.stream().map(Phrases::spelling).toList();
      String guess = Spelling.guess(text.get(), words);
      scope.problem(
          node,
          "expected one of %s, but found %s%s"
              .formatted(String.join(", ", words), Scope.quoted(text.get()), guess));
    }
    return choice;
  }
}
