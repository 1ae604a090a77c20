package dev.walkback.orchestrator.outbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.Target;
import dev.walkback.events.audit.AuditEntry.RollbackSucceeded;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.release.LedgerRelease;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A finished, healthy rollback as others know it: {@code service.rolledback} of CDEvents 0.5, as a
 * CloudEvent in binary mode with the whole CDEvent as its data. The service is the application, its
 * environment the namespace, the artifact the image that it went back to. Made of the audit record
 * and of nothing else that can change, so that the same rollback is the same bytes.
 */
public final class CdEvents {

  static final String SPEC_VERSION = "0.5.1";
  static final String TYPE = "dev.cdevents.service.rolledback.0.3.0";
  private static final String SOURCE = "/walkback/orchestrator";
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final AuditRecord record;
  private final RollbackStatus status;
  private final RollbackSucceeded succeeded;
  private final List<LedgerRelease> ledger;

  private CdEvents(
      AuditRecord record,
      RollbackStatus status,
      RollbackSucceeded succeeded,
      List<LedgerRelease> ledger) {
    this.record = record;
    this.status = status;
    this.succeeded = succeeded;
    this.ledger = ledger;
  }

  /**
   * The event, if the record is the good end of a rollback that wrote something.
   *
   * @param ledger which images a content has; where it does not know, the content itself is named
   */
  public static Optional<Wire> of(AuditRecord record, List<LedgerRelease> ledger) {
    return record.entry() instanceof RollbackSucceeded succeeded
        ? record
            .status()
            .filter(status -> !status.plan().isEmpty())
            .map(status -> new CdEvents(record, status, succeeded, ledger).wire())
        : Optional.empty();
  }

  private Wire wire() {
    ObjectNode event = NODES.objectNode();
    event.set("context", context());
    event.set("subject", subject());
    event.set("customData", customData());
    event.put("customDataContentType", "application/json");
    return new Wire(application().toString(), headers(), JSON.writeValueAsBytes(event));
  }

  private ApplicationId application() {
    return record.application();
  }

  private String id() {
    return status.rollbackId() + "/rolledback";
  }

  private Map<String, byte[]> headers() {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            id(),
            "ce_source",
            SOURCE,
            "ce_type",
            TYPE,
            "ce_time",
            record.at().toString(),
            "ce_subject",
            application().toString(),
            "content-type",
            "application/json")
        .forEach((name, value) -> headers.put(name, value.getBytes(StandardCharsets.UTF_8)));
    return headers;
  }

  private ObjectNode context() {
    return NODES
        .objectNode()
        .put("specversion", SPEC_VERSION)
        .put("id", id())
        .put("source", SOURCE)
        .put("type", TYPE)
        .put("timestamp", record.at().toString());
  }

  private ObjectNode subject() {
    ObjectNode subject = NODES.objectNode().put("id", application().toString());
    ObjectNode content = subject.putObject("content");
    content.putObject("environment").put("id", application().namespace());
    content.put("artifactId", artifacts(status.plan().getFirst().template()).getFirst());
    return subject;
  }

  /** What a reader of deployments would ask next: why, how long, and from what to what. */
  private ObjectNode customData() {
    ObjectNode data = NODES.objectNode();
    data.put("rollbackId", status.rollbackId().toString());
    data.put("reason", status.trigger().text());
    data.put("triggeredBy", status.trigger().origin().name());
    data.put("trigger", status.trigger().name());
    data.put("took", succeeded.took().toString());
    data.put("auditSequence", record.sequence());
    ArrayNode workloads = data.putArray("workloads");
    status.plan().forEach(target -> workloads.add(workload(target)));
    return data;
  }

  private ObjectNode workload(Target target) {
    ObjectNode workload = NODES.objectNode();
    workload.put("workload", target.workload().shortName());
    workload.put("revision", target.revision());
    workload.put("content", target.template().value());
    artifacts(target.template()).forEach(workload.putArray("artifactIds")::add);
    workload.put("leftContent", target.from().value());
    artifacts(target.from()).forEach(workload.putArray("leftArtifactIds")::add);
    return workload;
  }

  private List<String> artifacts(ContentDigest template) {
    List<String> images =
        ledger.stream()
            .filter(release -> release.template().equals(template))
            .flatMap(release -> release.images().stream())
            .map(Purl::ofImage)
            .toList();
    return images.isEmpty() ? List.of(Purl.ofContent(application(), template)) : images;
  }
}
