package dev.walkback.events.policy;

import dev.walkback.events.audit.Box;
import java.util.Map;
import java.util.Optional;

/**
 * Who looks after the boxes that Walkback leaves to humans.
 *
 * @param owner of every box that has none of its own
 * @param boxes owners of single boxes
 */
public record People(Optional<String> owner, Map<Box, String> boxes) {

  /** Nobody is named. */
  public static final People NOBODY = new People(Optional.empty(), Map.of());

  public People {
    for (Box box : boxes.keySet()) {
      if (!box.mayBeLeftToHumans()) {
        throw new IllegalArgumentException(
            "Expected owners of boxes that may be left to humans, but found one of '%s'"
                .formatted(box.title()));
      }
    }
    boxes = Ordered.byKey(boxes);
  }

  /** Who looks after this box. */
  public Optional<String> ownerOf(Box box) {
    return Optional.ofNullable(boxes.get(box)).or(() -> owner);
  }
}
