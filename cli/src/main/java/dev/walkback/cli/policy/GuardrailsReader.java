package dev.walkback.cli.policy;

import dev.walkback.cli.text.Phrases;
import dev.walkback.events.plan.WayBack;
import dev.walkback.events.policy.ApprovalRules;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.suspicion.Scenario;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** What keeps a rollback from making it worse. What is not said is as in the defaults. */
final class GuardrailsReader {

  private static final Guardrails DEFAULTS = Guardrails.DEFAULTS;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(31);
  private static final int MOST_APPROVERS = 10;
  private static final int MOST_RELEASES_BACK = 10;

  /** As many starts as the orchestrator remembers; a higher limit would never be reached. */
  private static final int MOST_ROLLBACKS = 100;

  private final Fields fields;

  private GuardrailsReader(Fields fields) {
    this.fields = fields;
  }

  static Guardrails read(Fields fields) {
    return new GuardrailsReader(fields).read();
  }

  private Guardrails read() {
    List<WayBack> ladder = ladder();
    int furtherBack =
        Numbers.of(fields, "furtherBack", 0, MOST_RELEASES_BACK).orElse(DEFAULTS.furtherBack());
    ApprovalRules approvals =
        fields.mapping("approvals").map(GuardrailsReader::approvals).orElse(DEFAULTS.approvals());
    Optional<Fields> most = fields.mapping("maxRollbacks");
    int count =
        most.flatMap(limit -> Numbers.of(limit, "count", 1, MOST_ROLLBACKS))
            .orElse(DEFAULTS.maxRollbacks());
    Duration within =
        most.flatMap(limit -> Spans.of(limit, "within", Duration.ofMinutes(1), MONTH))
            .orElse(DEFAULTS.maxRollbacksWindow());
    most.ifPresent(Fields::refuseUnknown);
    var rails =
        new Guardrails(
            ladder,
            furtherBack,
            approvals,
            count,
            within,
            fields.list("freezes", FreezeReader::read),
            fields.list("locks", Names::dns),
            fields.mapping("budgets").map(GuardrailsReader::budgets).orElse(DEFAULTS.budgets()),
            Spans.of(fields, "patience", Duration.ZERO, DAY).orElse(DEFAULTS.patience()),
            Spans.of(fields, "waitAtMost", Duration.ofSeconds(1), DAY)
                .orElse(DEFAULTS.waitAtMost()));
    fields.refuseUnknown();
    return rails;
  }

  private List<WayBack> ladder() {
    Optional<Node> node = fields.take("ladder");
    int before = fields.scope().problems().size();
    List<WayBack> ladder =
        fields.list("ladder", (way, scope) -> Choices.of(WayBack.class, way, scope));
    boolean sound = fields.scope().problems().size() == before;
    if (node.isPresent() && sound && ladder.isEmpty()) {
      fields
          .scope("ladder")
          .problem(node.get(), "expected at least one of argo-cd, helm, workload, but found none");
    } else if (node.isPresent() && sound && EnumSet.copyOf(ladder).size() < ladder.size()) {
      fields
          .scope("ladder")
          .problem(node.get(), "expected each way back once, but found one twice");
    }
    return ladder.isEmpty() ? DEFAULTS.ladder() : ladder;
  }

  private static ApprovalRules approvals(Fields approvals) {
    Map<Scenario, Integer> byScenario = new EnumMap<>(Scenario.class);
    for (Scenario scenario : Scenario.values()) {
      Numbers.of(approvals, Phrases.spelling(scenario), 0, MOST_APPROVERS)
          .ifPresent(count -> byScenario.put(scenario, count));
    }
    Duration validFor =
        Spans.of(approvals, "validFor", Duration.ofSeconds(10), DAY)
            .orElse(ApprovalRules.DEFAULTS.validFor());
    approvals.refuseUnknown();
    return new ApprovalRules(byScenario, validFor);
  }

  private static Map<Scenario, Duration> budgets(Fields budgets) {
    Map<Scenario, Duration> byScenario = new EnumMap<>(Scenario.class);
    for (Scenario scenario : Scenario.values()) {
      Spans.of(budgets, Phrases.spelling(scenario), Duration.ofSeconds(1), DAY)
          .ifPresent(budget -> byScenario.put(scenario, budget));
    }
    budgets.refuseUnknown();
    return byScenario;
  }
}
