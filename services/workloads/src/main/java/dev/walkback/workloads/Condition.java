package dev.walkback.workloads;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One entry of {@code status.conditions}; a part that the cluster left out is empty. */
public record Condition(String type, String status, String reason, String message) {

  /** Whether the status is {@code True}; {@code Unknown} is not. */
  public boolean isTrue() {
    return status.equals("True");
  }

  static List<Condition> allOf(JsonNode object) {
    return Fields.list(object, "status", "conditions").stream().map(Condition::read).toList();
  }

  private static Condition read(JsonNode node) {
    return new Condition(
        Fields.textOrEmpty(node, "type"),
        Fields.textOrEmpty(node, "status"),
        Fields.textOrEmpty(node, "reason"),
        Fields.textOrEmpty(node, "message"));
  }
}
