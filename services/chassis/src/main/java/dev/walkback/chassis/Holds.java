package dev.walkback.chassis;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.hold.Hold;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All orders to stand still at one moment. */
public record Holds(Map<ApplicationId, Hold> byScope) {

  public static final Holds NONE = new Holds(Map.of());

  public Holds {
    byScope = Collections.unmodifiableMap(new TreeMap<>(byScope));
  }

  /**
   * A hold, and for what it was ordered.
   *
   * @param scope an application, {@code namespace/*} or {@code *}{@code /*}
   */
  public record Held(ApplicationId scope, Hold hold) {}

  /** What holds an application at this moment; where several do, the narrowest. */
  public Optional<Held> holding(ApplicationId application, Instant now) {
    return Stream.of(
            application,
            ApplicationId.everythingIn(application.namespace()),
            ApplicationId.EVERYTHING)
        .flatMap(scope ->
            Optional.ofNullable(byScope.get(scope)).map(hold -> new Held(scope, hold)).stream())
        .filter(held -> held.hold().holdsAt(now))
        .findFirst();
  }

  Holds with(ApplicationId scope, Hold hold) {
    var changed = new TreeMap<>(byScope);
    changed.put(scope, hold);
    return new Holds(changed);
  }

  Holds without(ApplicationId scope) {
    var changed = new TreeMap<>(byScope);
    changed.remove(scope);
    return new Holds(changed);
  }
}
