package dev.walkback.orchestrator.outbound;

import dev.walkback.events.execution.ExecutionOutcome.Refusal;
import dev.walkback.orchestrator.core.Steps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an earlier version stored, in today's form. A rollback that was live then goes on as that
 * version would have gone on: without a plan, hence without another way.
 */
final class StateUpgrade {

  private StateUpgrade() {}

  static ObjectNode toVersion2(ObjectNode stored) {
    stored.put("version", 2);
    ObjectNode state = (ObjectNode) stored.get("state");
    ObjectNode memory = (ObjectNode) state.get("memory");
    memory.set("ledger", ledger(memory));
    memory.remove("quarantined");
    memory.putArray("starts");
    guard(state.putObject("guard"));
    if (state.get("live") instanceof ObjectNode live) {
      live(live);
    }
    return stored;
  }

  /** What version 2 did not write from its first day on. */
  static ObjectNode completed(ObjectNode stored) {
    JsonNode live = stored.at("/state/live");
    if (live.path("course") instanceof ObjectNode course) {
      if (!course.has("skipped")) {
        course.putArray("skipped");
      }
      if (!course.has("refused")) {
        course.put("refused", wroteNothing(live.path("steps").path("byName")) ? 1 : 0);
      }
    }
    return stored;
  }

  private static boolean wroteNothing(JsonNode steps) {
    return !steps.isEmpty()
        && steps
            .valueStream()
            .map(step -> step.path("refusal").asString(""))
            .allMatch(
                reason -> !reason.isEmpty() && Steps.comesBeforeAnyWrite(Refusal.valueOf(reason)));
  }

  /** Contents were quarantined without a word on which workload they were of, or when. */
  private static ObjectNode ledger(ObjectNode memory) {
    ObjectNode ledger = memory.objectNode();
    ArrayNode releases = ledger.putArray("releases");
    for (JsonNode template : memory.path("quarantined")) {
      ObjectNode release = releases.addObject();
      release.set("template", template);
      release.putArray("images");
      release.put("standing", "QUARANTINED");
      release.put("evidence", "Rolled away from before releases had a ledger");
      release.put("since", "1970-01-01T00:00:00Z");
    }
    return ledger;
  }

  private static void guard(ObjectNode guard) {
    guard.putArray("holders");
    guard.putArray("queue");
    guard.putObject("wants");
  }

  private static void live(ObjectNode live) {
    ObjectNode start = (ObjectNode) live.get("story").get("start");
    start.put("scenario", "BAD_DEPLOYMENT");
    boolean sent = !live.path("state").asString("").equals("surveying");
    ObjectNode course = live.putObject("course");
    course.putArray("baseline");
    course.put("attempt", 0);
    course.put("round", sent ? 1 : 0);
    course.put("looks", 1);
    course.set("fence", start.get("fence"));
    ObjectNode approvals = course.putObject("approvals");
    approvals.put("needed", 0);
    approvals.putArray("given");
    approvals.put("until", "1970-01-01T00:00:00Z");
    approvals.putArray("why");
    approvals.put("voided", 0);
    approvals.put("rechecks", 0);
    course.putArray("permits");
    ObjectNode budget = course.putObject("budget");
    budget.set("warnAt", start.get("at"));
    budget.set("until", start.get("at"));
    budget.put("stage", "MET");
    if (live.get("steps") instanceof ObjectNode steps) {
      live.set("steps", steps(steps));
    }
  }

  private static ObjectNode steps(ObjectNode before) {
    ObjectNode steps = before.objectNode();
    ObjectNode byName = steps.putObject("byName");
    before
        .properties()
        .forEach(entry -> {
          ObjectNode step = byName.putObject(entry.getKey());
          step.putArray("targets").add(entry.getValue().get("target"));
          step.set("fate", entry.getValue().get("fate"));
          step.set("explanation", entry.getValue().get("explanation"));
        });
    return steps;
  }
}
