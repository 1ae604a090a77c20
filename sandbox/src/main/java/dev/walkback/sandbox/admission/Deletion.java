package dev.walkback.sandbox.admission;

import dev.walkback.sandbox.store.Json;
import tools.jackson.databind.JsonNode;

/**
 * What a delete request asks for.
 *
 * @param propagation what becomes of the objects that it owns
 * @param graceSeconds time for a pod to end; negative for what the pod itself says
 * @param uid if not empty, only an object with this uid is deleted
 * @param resourceVersion if not empty, only this version is deleted
 */
public record Deletion(
    Propagation propagation, int graceSeconds, String uid, String resourceVersion, boolean dryRun) {
  /** As {@code propagationPolicy} names it. */
  public enum Propagation {
    BACKGROUND,
    FOREGROUND,
    ORPHAN
  }

  public static final Deletion PLAIN = new Deletion(Propagation.BACKGROUND, -1, "", "", false);

  /** Reads a {@code DeleteOptions} object. */
  public static Deletion from(JsonNode options, boolean dryRun) {
    Propagation propagation =
        switch (Json.text(options, "propagationPolicy")) {
          case "Foreground" -> Propagation.FOREGROUND;
          case "Orphan" -> Propagation.ORPHAN;
          default -> Propagation.BACKGROUND;
        };
    return new Deletion(
        propagation,
        Json.number(options, -1, "gracePeriodSeconds"),
        Json.text(options, "preconditions", "uid"),
        Json.text(options, "preconditions", "resourceVersion"),
        dryRun);
  }
}
