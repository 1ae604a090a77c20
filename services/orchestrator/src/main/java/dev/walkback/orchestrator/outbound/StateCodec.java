package dev.walkback.orchestrator.outbound;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.walkback.events.codec.InstantText;
import dev.walkback.orchestrator.core.Rollback;
import dev.walkback.orchestrator.core.TimerName;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored state as JSON and back. What an earlier version wrote is read for ever, which a golden
 * file for each version proves; what a later version wrote is refused rather than misunderstood.
 */
public final class StateCodec {

  private final JsonMapper json =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(Rollback.class, RollbackForm.class)
          .addModule(timerNames())
          .addModule(new InstantText())
          .build();

  public byte[] encode(StoredApplication stored) {
    return json.writeValueAsBytes(stored);
  }

  /**
   * Reads what this or an earlier version wrote.
   *
   * @throws IllegalStateException if a newer version wrote it
   */
  public StoredApplication decode(byte[] bytes) {
    JsonNode tree = json.readTree(bytes);
    int version = tree.path("version").asInt(0);
    if (version < 1 || version > StoredApplication.VERSION) {
      throw new IllegalStateException(
          "Expected a stored state of version 1 to %d, but found %d; run the orchestrator that wrote it, or a newer one"
              .formatted(StoredApplication.VERSION, version));
    }
    ObjectNode stored = (ObjectNode) tree;
    return json.treeToValue(
        StateUpgrade.completed(version == 1 ? StateUpgrade.toVersion2(stored) : stored),
        StoredApplication.class);
  }

  private static SimpleModule timerNames() {
    SimpleModule module = new SimpleModule("timer names");
    module.addKeySerializer(TimerName.class, new TimerNameWriter());
    module.addKeyDeserializer(TimerName.class, new TimerNameReader());
    return module;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Rollback.Surveying.class, name = "surveying"),
    @JsonSubTypes.Type(value = Rollback.AwaitingApproval.class, name = "awaiting-approval"),
    @JsonSubTypes.Type(value = Rollback.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = Rollback.RollingBack.class, name = "rolling-back"),
    @JsonSubTypes.Type(value = Rollback.Verifying.class, name = "verifying"),
    @JsonSubTypes.Type(value = Rollback.Soaking.class, name = "soaking"),
    @JsonSubTypes.Type(value = Rollback.Stuck.class, name = "stuck")
  })
  private interface RollbackForm {}

  private static final class TimerNameWriter extends ValueSerializer<TimerName> {

    @Override
    public void serialize(TimerName name, JsonGenerator out, SerializationContext context) {
      out.writeName(name.toString());
    }
  }

  private static final class TimerNameReader extends KeyDeserializer {

    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return TimerName.parse(key);
    }
  }
}
