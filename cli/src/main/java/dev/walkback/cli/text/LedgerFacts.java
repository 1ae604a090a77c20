package dev.walkback.cli.text;

import static dev.walkback.cli.text.Phrases.clean;
import static dev.walkback.cli.text.Phrases.until;

import dev.walkback.cli.text.Fact.Kind;
import dev.walkback.events.audit.LedgerEntry;
import dev.walkback.events.plan.WorkloadContent;
import dev.walkback.events.release.LedgerRelease;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** What was learnt beside any rollback, each as one sentence. */
final class LedgerFacts {

  private final ZoneId zone;

  LedgerFacts(ZoneId zone) {
    this.zone = zone;
  }

  Fact of(Instant at, LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.ReleasesObserved e ->
          new Fact(
              Kind.WORLD,
              at,
              "live and not known before: "
                  + e.releases().stream()
                      .map(LedgerFacts::release)
                      .collect(Collectors.joining("; ")));
      case LedgerEntry.ReleaseWatchStarted e ->
          new Fact(
              Kind.LOOKING,
              at,
              "nobody complains; it is watched until %s whether this serves well: %s"
                  .formatted(
                      until(e.until(), at, zone),
                      e.contents().stream()
                          .map(LedgerFacts::content)
                          .collect(Collectors.joining(", "))));
      case LedgerEntry.ReleaseWatchEnded e -> watched(at, e);
      case LedgerEntry.DryRunStarted e ->
          new Fact(
              Kind.SEEN,
              at,
              "%s asks what a rollback would do about %s; the cluster is read, nothing is touched"
                  .formatted(Printable.of(e.trigger().name()), Phrases.words(e.scenario())));
    };
  }

  private static Fact watched(Instant at, LedgerEntry.ReleaseWatchEnded entry) {
    String why = clean(entry.explanation());
    return switch (entry.verdict()) {
      case HEALTHY -> new Fact(Kind.PROVEN, at, "the release served well and is verified: " + why);
      case UNHEALTHY ->
          new Fact(Kind.TROUBLE, at, "the release did not serve well and is not verified: " + why);
      case INCONCLUSIVE ->
          new Fact(Kind.LOOKING, at, "how well the release serves could not be told: " + why);
    };
  }

  private static String release(LedgerRelease release) {
    String images =
        release.images().isEmpty()
            ? ""
            : " (" + Printable.of(String.join(", ", release.images())) + ")";
    return release.workload().map(workload -> workload.shortName() + " ").orElse("")
        + release.template().abbreviated()
        + images;
  }

  private static String content(WorkloadContent content) {
    return content.workload().shortName() + " " + content.template().abbreviated();
  }
}
