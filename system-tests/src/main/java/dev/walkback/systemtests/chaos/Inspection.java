package dev.walkback.systemtests.chaos;

import dev.walkback.events.audit.AuditEntry;
import dev.walkback.systemtests.Shop;
import dev.walkback.systemtests.Shops;
import dev.walkback.systemtests.chaos.AuditLog.Line;
import dev.walkback.testsupport.slack.SlackMessage;
import dev.walkback.testsupport.slack.SlackStandIn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What came of one application, from outside: the audit and the store on their topics, the
 * cluster's own log of writes, the chat.
 *
 * @param alerts how many different ones were sent
 */
record Inspection(Shops shops, SlackStandIn slack, int alerts) {

  /**
   * What was found.
   *
   * @param lost alerts without an end
   * @param doubled ends, patches and threads beyond the first
   * @param broken everything else that does not fit
   * @param healthy whether the rollback ended well, and not in the hands of people
   */
  record Finding(
      Shop shop, List<String> lost, List<String> doubled, List<String> broken, boolean healthy) {

    boolean isClean() {
      return lost.isEmpty() && doubled.isEmpty() && broken.isEmpty();
    }
  }

  /** Whether each of its alerts has come to an end. */
  boolean isOver(List<Line> lines) {
    return lines.stream().filter(line -> line.record().entry().endsRollback()).count() >= 1
        && lines.stream().filter(line -> line.record().entry().isFinal()).count() >= alerts;
  }

  /** Whether the chat says the end of a rollback that ended well. */
  boolean isTold(Shop shop) {
    return slack.messages("#incidents").stream()
        .map(SlackMessage::rendered)
        .anyMatch(text ->
            text.contains(shop.application().toString()) && text.contains("ROLLBACK COMPLETED"));
  }

  Finding of(Shop shop, List<Line> lines, byte @Nullable [] stored) {
    List<String> lost = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    ends(lines, lost, doubled);
    boolean healthy = lines.stream().anyMatch(Inspection::isSuccess);
    List<String> broken = new ArrayList<>(Replay.faults(shop.application(), lines, stored));
    List<String> writes = shops.writes(shop);
    if (Set.copyOf(writes).size() < writes.size()) {
      doubled.add("the same was written more than once: " + writes);
    }
    long threads = threads(shop);
    if (threads > 1) {
      doubled.add("%d threads in the chat".formatted(threads));
    }
    if (healthy) {
      healthy(shop, writes, threads).forEach(broken::add);
    }
    return new Finding(shop, lost, doubled, broken, healthy);
  }

  private void ends(List<Line> lines, List<String> lost, List<String> doubled) {
    long rollbacks = count(lines, AuditEntry::endsRollback);
    if (rollbacks > 1) {
      doubled.add("%d rollbacks ended where one began".formatted(rollbacks));
    }
    List<String> concluded =
        lines.stream()
            .flatMap(line -> line.record().entry().concludes().stream())
            .map(trigger -> trigger.id().value())
            .toList();
    Set<String> distinct = new HashSet<>(concluded);
    if (distinct.size() < concluded.size()) {
      doubled.add("an alert has more than one end: " + concluded);
    }
    if (rollbacks + distinct.size() < alerts) {
      lost.add(
          "%d alerts were sent, and %d have an end".formatted(alerts, rollbacks + distinct.size()));
    }
    if (rollbacks + distinct.size() > alerts) {
      doubled.add(
          "%d alerts were sent, and %d ends are there"
              .formatted(alerts, rollbacks + distinct.size()));
    }
  }

  private List<String> healthy(Shop shop, List<String> writes, long threads) {
    List<String> broken = new ArrayList<>();
    String template = shops.template(shop);
    if (!template.contains("v1") || template.contains("CRASH")) {
      broken.add("it ended well, but the workload's template is not the good one: " + template);
    }
    if (writes.stream().noneMatch(write -> write.startsWith("patch "))) {
      broken.add("it ended well, but nothing was patched: " + writes);
    }
    if (threads == 0 || !isTold(shop)) {
      broken.add("it ended well, but the chat does not say so");
    }
    return broken;
  }

  private long threads(Shop shop) {
    return slack.messages("#incidents").stream()
        .filter(message -> message.rendered().contains(shop.application().toString()))
        .count();
  }

  static boolean isSuccess(Line line) {
    return line.record().entry() instanceof AuditEntry.RollbackSucceeded;
  }

  private static long count(List<Line> lines, Predicate<AuditEntry> which) {
    return lines.stream().filter(line -> which.test(line.record().entry())).count();
  }

  /** Lines of this application; none where the topic has none. */
  static List<Line> of(Map<String, List<Line>> audit, Shop shop) {
    return audit.getOrDefault(shop.application().toString(), List.of());
  }
}
