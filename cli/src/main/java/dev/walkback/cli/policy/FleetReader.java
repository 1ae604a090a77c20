package dev.walkback.cli.policy;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.events.policy.FleetPolicy.Storm;
import java.time.Duration;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What holds for all applications together. What is not said is as in the default. */
final class FleetReader {

  private static final Storm STORM = FleetPolicy.DEFAULT.storm().orElseThrow();
  private static final int MOST = 100_000;

  private final Fields document;

  private FleetReader(Fields document) {
    this.document = document;
  }

  /** Reads what is below the kind; problems are noted. */
  static FleetPolicy read(Fields document) {
    return new FleetReader(document).read();
  }

  private FleetPolicy read() {
    document.mapping("metadata").ifPresent(FleetReader::metadata);
    Optional<Fields> spec = document.requireMapping("spec", "the policy's content");
    Optional<Integer> maxConcurrent =
        spec.map(FleetReader::maxConcurrent).orElse(FleetPolicy.DEFAULT.maxConcurrent());
    Optional<Storm> storm = spec.map(FleetReader::storm).orElse(FleetPolicy.DEFAULT.storm());
    spec.ifPresent(Fields::refuseUnknown);
    document.refuseUnknown();
    return new FleetPolicy(
        ApplicationId.EVERYTHING, Canonical.digest(document.node()), maxConcurrent, storm);
  }

  /** There is one; it may have a name, so that it looks like the others. */
  private static void metadata(Fields metadata) {
    metadata.take("name").ifPresent(node -> Names.dns(node, metadata.scope("name")));
    metadata.refuseUnknown();
  }

  private static Optional<Integer> maxConcurrent(Fields spec) {
    return says(spec, "maxConcurrent", "unlimited")
        ? Optional.empty()
        : Numbers.of(spec, "maxConcurrent", 1, MOST).or(FleetPolicy.DEFAULT::maxConcurrent);
  }

  private static Optional<Storm> storm(Fields spec) {
    if (says(spec, "storm", "off")) {
      return Optional.empty();
    }
    Optional<Fields> storm = spec.mapping("storm");
    return Optional.of(
        storm
            .map(fields -> {
              var read =
                  new Storm(
                      Numbers.of(fields, "percent", 1, 100).orElse(STORM.percent()),
                      Numbers.of(fields, "atLeast", 2, MOST).orElse(STORM.atLeast()),
                      Spans.of(fields, "within", Duration.ofSeconds(10), Duration.ofDays(1))
                          .orElse(STORM.window()));
              fields.refuseUnknown();
              return read;
            })
            .orElse(STORM));
  }

  private static boolean says(Fields spec, String name, String word) {
    Optional<Node> node = spec.take(name);
    return node.isPresent()
        && node.get() instanceof ScalarNode scalar
        && scalar.getValue().equals(word);
  }
}
