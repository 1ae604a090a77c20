package dev.walkback.cli.policy;

import dev.walkback.events.policy.Limits;
import java.time.Duration;
import java.util.Optional;

/** The times of a policy, each within bounds that make sense in an incident. */
final class LimitsReader {

  private static final Duration WEEK = Duration.ofDays(7);

  private final Fields spec;

  private LimitsReader(Fields spec) {
    this.spec = spec;
  }

  static Limits read(Fields spec) {
    return new LimitsReader(spec).read();
  }

  private Limits read() {
    Limits defaults = Limits.DEFAULTS;
    var limits =
        new Limits(
            time("releaseWindow", Duration.ofMinutes(1), WEEK).orElse(defaults.releaseWindow()),
            time("triggerMaxAge", Duration.ofSeconds(10), Duration.ofDays(1))
                .orElse(defaults.triggerMaxAge()),
            time("stepDeadline", Duration.ofSeconds(1), Duration.ofMinutes(10))
                .orElse(defaults.stepDeadline()),
            time("recoveryDeadline", Duration.ofSeconds(1), Duration.ofHours(1))
                .orElse(defaults.recoveryDeadline()),
            time("soak", Duration.ofSeconds(1), Duration.ofDays(1)).orElse(defaults.soak()),
            time("checkInterval", Duration.ofMillis(100), Duration.ofMinutes(5))
                .orElse(defaults.checkInterval()),
            time("cooldown", Duration.ZERO, WEEK).orElse(defaults.cooldown()),
            time("evidenceTimeBox", Duration.ZERO, Duration.ofSeconds(30))
                .orElse(defaults.evidenceTimeBox()));
    shorter("evidenceTimeBox", limits.evidenceTimeBox(), "stepDeadline", limits.stepDeadline());
    shorter("checkInterval", limits.checkInterval(), "recoveryDeadline", limits.recoveryDeadline());
    return limits;
  }

  private Optional<Duration> time(String name, Duration least, Duration most) {
    return Spans.of(spec, name, least, most);
  }

  private void shorter(String name, Duration time, String limit, Duration most) {
    if (time.compareTo(most) >= 0) {
      spec.scope(name)
          .problem(
              spec.take(name).or(() -> spec.take(limit)).orElse(spec.node()),
              "expected less than %s (%s), but found %s"
                  .formatted(limit, Durations.format(most), Durations.format(time)));
    }
  }
}
