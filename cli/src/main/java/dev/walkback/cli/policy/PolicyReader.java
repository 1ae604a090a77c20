package dev.walkback.cli.policy;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.events.policy.AlertMatch;
import dev.walkback.events.policy.Guardrails;
import dev.walkback.events.policy.HealthCheck;
import dev.walkback.events.policy.Limits;
import dev.walkback.events.policy.People;
import dev.walkback.events.policy.RollbackPolicy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The policy of one application. */
final class PolicyReader {

  private final Fields document;

  private PolicyReader(Fields document) {
    this.document = document;
  }

  /** Reads what is below the kind; everything that is wrong is in the scope's problems. */
  static Optional<RollbackPolicy> read(Fields document) {
    return new PolicyReader(document).read();
  }

  private Optional<RollbackPolicy> read() {
    Optional<ApplicationId> application =
        document
            .requireMapping("metadata", "the application's name and namespace")
            .flatMap(PolicyReader::application);
    Optional<Fields> spec = document.requireMapping("spec", "the policy's content");
    String namespace = application.map(ApplicationId::namespace).orElse("unknown");
    Optional<Spec> content = spec.map(fields -> spec(fields, namespace));
    document.refuseUnknown();
    if (application.isEmpty() || content.isEmpty() || content.get().workloads().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(content.get().policy(application.get(), document.node()));
  }

  private static Optional<ApplicationId> application(Fields metadata) {
    Optional<String> name =
        metadata
            .require("name", "the application's name")
            .flatMap(node -> Names.dns(node, metadata.scope("name")));
    Optional<String> namespace =
        metadata
            .require("namespace", "the application's namespace")
            .flatMap(node -> Names.label(node, metadata.scope("namespace")));
    metadata.refuseUnknown();
    return namespace.flatMap(space -> name.map(text -> new ApplicationId(space, text)));
  }

  private record Spec(
      List<WorkloadRef> workloads,
      AlertMatch alerts,
      List<HealthCheck> checks,
      Limits limits,
      Optional<String> slackChannel,
      Optional<Guardrails> guardrails,
      Optional<People> people) {

    RollbackPolicy policy(ApplicationId application, Node written) {
      return new RollbackPolicy(
          application,
          Canonical.digest(written),
          workloads,
          alerts,
          checks,
          limits,
          slackChannel,
          guardrails,
          people);
    }
  }

  private static Spec spec(Fields spec, String namespace) {
    spec.require("workloads", "the workloads that are rolled back, at least one");
    List<WorkloadRef> workloads =
        spec.list("workloads", (node, scope) -> workload(node, scope, namespace));
    AlertMatch alerts =
        spec.mapping("alerts")
            .map(PolicyReader::alerts)
            .orElse(new AlertMatch(List.of(), Map.of()));
    List<HealthCheck> checks =
        spec.list("checks", (node, scope) -> CheckReader.read(node, scope, namespace));
    Limits limits = LimitsReader.read(spec);
    Optional<Guardrails> rails = spec.mapping("guardrails").map(GuardrailsReader::read);
    Optional<People> people = spec.mapping("people").map(PeopleReader::read);
    Optional<String> channel = spec.mapping("slack").flatMap(PolicyReader::channel);
    spec.refuseUnknown();
    noEmptyList(spec);
    oncePerName(spec, checks);
    return new Spec(workloads, alerts, checks, limits, channel, rails, people);
  }

  private static void noEmptyList(Fields spec) {
    spec.take("workloads")
        .filter(node -> node instanceof SequenceNode list && list.getValue().isEmpty())
        .ifPresent(node ->
            spec.scope("workloads")
                .problem(node, "expected at least one workload, but found none"));
  }

  private static void oncePerName(Fields spec, List<HealthCheck> checks) {
    var names = new HashSet<String>();
    for (HealthCheck check : checks) {
      if (!names.add(check.name())) {
        spec.scope("checks")
            .problem(
                spec.take("checks").orElse(spec.node()),
                "expected a different name for each check, but found %s twice"
                    .formatted(Scope.quoted(check.name())));
      }
    }
  }

  private static Optional<WorkloadRef> workload(Node node, Scope scope, String namespace) {
    return Fields.of(node, scope)
        .flatMap(fields -> {
          Optional<WorkloadKind> kind =
              fields
                  .require("kind", "Deployment, StatefulSet or DaemonSet")
                  .flatMap(value -> kind(value, fields.scope("kind")));
          Optional<String> name =
              fields
                  .require("name", "the workload's name")
                  .flatMap(value -> Names.dns(value, fields.scope("name")));
          fields.refuseUnknown();
          return kind.flatMap(is -> name.map(text -> new WorkloadRef(is, namespace, text)));
        });
  }

  private static Optional<WorkloadKind> kind(Node node, Scope scope) {
    Optional<String> text = Fields.text(node, scope);
    Optional<WorkloadKind> kind =
        text.flatMap(name ->
            Arrays.stream(WorkloadKind.values())
                .filter(known -> known.kubernetesName().equals(name))
                .findFirst());
    if (text.isPresent() && kind.isEmpty()) {
      scope.expected("Deployment, StatefulSet or DaemonSet", node);
    }
    return kind;
  }

  private static AlertMatch alerts(Fields alerts) {
    List<String> names = alerts.list("names", Fields::text);
    var match = new AlertMatch(names, alerts.texts("labels"));
    alerts.refuseUnknown();
    return match;
  }

  private static Optional<String> channel(Fields slack) {
    Optional<String> channel =
        slack.requireText("channel", "the Slack channel, for instance '#backend-alerts'");
    slack.refuseUnknown();
    return channel;
  }
}
