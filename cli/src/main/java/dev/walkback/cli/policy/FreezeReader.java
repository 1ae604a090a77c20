package dev.walkback.cli.policy;

import dev.walkback.cli.text.Spelling;
import dev.walkback.events.policy.FreezeWindow;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/** A time of the week in which the machine does not act by itself. */
final class FreezeReader {

  private static final String DAY = "a day such as Mon or Monday, or days such as Mon-Fri";
  private static final String TIME = "a time of day such as 22:00";
  private static final String ZONE = "a time zone such as Europe/Berlin or UTC";

  private final Fields window;

  private FreezeReader(Fields window) {
    this.window = window;
  }

  static Optional<FreezeWindow> read(Node node, Scope scope) {
    return Fields.of(node, scope).flatMap(fields -> new FreezeReader(fields).read());
  }

  private Optional<FreezeWindow> read() {
    Set<DayOfWeek> days = days();
    Optional<LocalTime> from = required("from", TIME, FreezeReader::time);
    Optional<LocalTime> to = required("to", TIME + " or 24:00", FreezeReader::end);
    Optional<ZoneId> zone = zone();
    Optional<String> reason =
        window.requireText("reason", "the reason, for whoever is asked to approve");
    window.refuseUnknown();
    if (days.isEmpty() || from.isEmpty() || to.isEmpty() || zone.isEmpty() || reason.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new FreezeWindow(days, from.get(), to.get(), zone.get(), reason.get()));
  }

  private Set<DayOfWeek> days() {
    Optional<Node> node = window.require("days", "the days on which it begins, such as [Fri, Sat]");
    int before = window.scope().problems().size();
    List<Set<DayOfWeek>> read = window.list("days", FreezeReader::days);
    if (node.isPresent() && read.isEmpty() && window.scope().problems().size() == before) {
      window.scope("days").problem(node.get(), "expected at least one day, but found none");
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    read.forEach(days::addAll);
    return days;
  }

  private static Optional<Set<DayOfWeek>> days(Node node, Scope scope) {
    Optional<Set<DayOfWeek>> days =
        Fields.text(node, scope).flatMap(text -> range(List.of(text.split("-", 2))));
    if (days.isEmpty()) {
      scope.expected(DAY, node);
    }
    return days;
  }

  /** One day, or from one to the other, over the end of the week if need be. */
  private static Optional<Set<DayOfWeek>> range(List<String> ends) {
    Optional<DayOfWeek> first = day(ends.getFirst());
    Optional<DayOfWeek> last = day(ends.getLast());
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    Set<DayOfWeek> days = EnumSet.of(last.get());
    for (DayOfWeek day = first.get(); day != last.get(); day = day.plus(1)) {
      days.add(day);
    }
    return Optional.of(days);
  }

  private static Optional<DayOfWeek> day(String text) {
    String word = text.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().equals(word) || day.name().substring(0, 3).equals(word))
        .findFirst();
  }

  private static Optional<LocalTime> time(String text) {
    try {
      return text.matches("\\d{1,2}:\\d{2}(:\\d{2})?")
          ? Optional.of(LocalTime.parse(text.length() % 3 == 1 ? "0" + text : text))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalTime> end(String text) {
    return text.equals("24:00") ? Optional.of(LocalTime.MIDNIGHT) : time(text);
  }

  private Optional<ZoneId> zone() {
    Scope scope = window.scope("zone");
    Optional<Node> node = window.require("zone", ZONE);
    Optional<String> text = node.flatMap(value -> Fields.text(value, scope));
    Optional<ZoneId> zone = text.flatMap(FreezeReader::zone);
    if (text.isPresent() && zone.isEmpty()) {
      String guess = Spelling.guess(text.get(), ZoneId.getAvailableZoneIds());
      scope.problem(
          node.orElseThrow(),
          "expected %s, but found %s%s".formatted(ZONE, Scope.quoted(text.get()), guess));
    }
    return zone;
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private <T> Optional<T> required(
      String name, String expected, Function<String, Optional<T>> read) {
    Optional<Node> node = window.require(name, expected);
    Optional<String> text = node.flatMap(value -> Fields.text(value, window.scope(name)));
    Optional<T> value = text.flatMap(read);
    if (text.isPresent() && value.isEmpty()) {
      window.scope(name).expected(expected, node.get());
    }
    return value;
  }
}
