package dev.walkback.cli.text;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.verification.Measurement;
import dev.walkback.events.verification.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Parts of sentences that come again and again. Text from elsewhere comes out printable. */
public final class Phrases {

  private static final int LONGEST_QUOTE = 160;

  private Phrases() {}

  /** {@code NOTHING_RELEASED} as {@code nothing released}. */
  public static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** {@code BAD_DEPLOYMENT} as {@code bad-deployment}, as options and policies spell it. */
  public static String spelling(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Who is asked to put the older content back, by name. */
  public static String way(WayBack way) {
    return switch (way) {
      case ARGO_CD -> "Argo CD";
      case HELM -> "Helm";
      case WORKLOAD -> "the workload itself";
    };
  }

  /** What a rollback needs a guard's leave for, in words. */
  static String guarded(ApplicationId guard) {
    return guard.equals(ApplicationId.EVERYTHING)
        ? "a place within the fleet's limits"
        : guard.name() + ", which others use too";
  }

  static String trigger(TriggerSummary trigger, Instant at) {
    return switch (trigger.origin()) {
      case ALERT ->
          "alert %s (\"%s\", firing for %s)"
              .formatted(
                  Printable.of(trigger.name()),
                  Printable.of(trigger.text(), LONGEST_QUOTE),
                  length(trigger.at(), at));
      case COMMAND ->
          "command by %s (\"%s\")"
              .formatted(Printable.of(trigger.name()), Printable.of(trigger.text(), LONGEST_QUOTE));
    };
  }

  /** The bad ones first and in full; the good ones by name. */
  static String measurements(List<Measurement> measurements) {
    if (measurements.isEmpty()) {
      return "nothing measured yet";
    }
    return measurements.stream()
        .sorted((one, other) -> other.verdict().compareTo(one.verdict()))
        .map(each ->
            Printable.of(each.check())
                + (each.verdict() == Verdict.HEALTHY ? " ok" : ": " + clean(each.observed())))
        .collect(Collectors.joining("; "));
  }

  static String evidence(Optional<EvidenceSummary> evidence) {
    return evidence
        .map(kept ->
            "; evidence kept before: %s%s"
                .formatted(
                    Counts.of(kept.items().size(), "item"),
                    kept.missing().isEmpty() ? "" : ", " + kept.missing().size() + " missing"))
        .orElse("; no evidence could be kept");
  }

  static String quarantined(List<ContentDigest> contents) {
    return contents.isEmpty()
        ? ""
        : "; quarantined: "
            + contents.stream().map(ContentDigest::abbreviated).collect(Collectors.joining(", "));
  }

  /** Fit to go into a sentence. */
  static String clean(String text) {
    String clean = Printable.of(text);
    return clean.endsWith(".") ? clean.substring(0, clean.length() - 1) : clean;
  }

  /** {@code 03:05:00 (within 4 min 59 s)}. */
  static String by(Instant deadline, Instant now, ZoneId zone) {
    return "%s (within %s)".formatted(Times.clock(deadline, zone), length(now, deadline));
  }

  /** {@code 03:30:00 (in 30 min 00 s)}. */
  static String until(Instant end, Instant now, ZoneId zone) {
    return "%s (in %s)".formatted(Times.clock(end, zone), length(now, end));
  }

  static String length(Instant from, Instant to) {
    return Times.length(Duration.between(from, to));
  }
}
