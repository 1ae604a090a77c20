package dev.walkback.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.TriggerId;
import dev.walkback.events.TriggerSummary;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Fold;
import dev.walkback.orchestrator.outbound.StateCodec;
import dev.walkback.orchestrator.outbound.StoredApplication;
import dev.walkback.systemtests.chaos.AuditLog.Line;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final ApplicationId SHOP = new ApplicationId("shop", "frontend");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final EventCodec codec = new EventCodec();
  private final List<Line> lines = new ArrayList<>();
  private ApplicationState state = ApplicationState.unknown(SHOP);

  ReplayTest() {
    suppress("a");
    suppress("b");
    suppress("c");
  }

  @Test
  void an_audit_and_its_state_fit() {
    assertThat(Replay.faults(SHOP, lines, stored())).isEmpty();
  }

  @Test
  void a_lost_record_is_found() {
    List<Line> without = List.of(lines.get(0), lines.get(2));

    assertThat(Replay.faults(SHOP, without, stored()))
        .contains("record 3 stands where 2 should", "the chain breaks before record 3");
  }

  @Test
  void a_doubled_record_is_found() {
    List<Line> twice = List.of(lines.get(0), lines.get(1), lines.get(1), lines.get(2));

    assertThat(Replay.faults(SHOP, twice, stored())).contains("record 2 stands where 3 should");
  }

  @Test
  void changed_bytes_are_found() {
    String changed = lines.get(1).json().replace("cooldown", "something");
    List<Line> forged =
        List.of(lines.get(0), new Line(lines.get(1).record(), changed), lines.get(2));

    assertThat(Replay.faults(SHOP, forged, stored())).contains("the chain breaks before record 3");
  }

  @Test
  void a_state_that_lags_behind_its_audit_is_found() {
    byte[] before = stored();
    suppress("d");

    assertThat(Replay.faults(SHOP, lines, before))
        .containsExactly("the fold of the audit gives another state than the store has");
  }

  @Test
  void an_audit_without_a_state_is_found() {
    assertThat(Replay.faults(SHOP, lines, null)).containsExactly("the store knows nothing of it");
  }

  private void suppress(String trigger) {
    var summary =
        new TriggerSummary(
            new TriggerId(trigger), TriggerSummary.Origin.ALERT, "Down", "down", NOW, NOW);
    var entry =
        new AuditEntry.TriggerSuppressed(
            summary, AuditEntry.TriggerSuppressed.Suppression.COOLDOWN, "cooldown");
    var record =
        new AuditRecord(
            SHOP,
            state.chain().length() + 1,
            state.chain().last(),
            NOW,
            Optional.empty(),
            entry,
            Optional.empty());
    byte[] bytes = codec.json(record);
    state = Fold.evolve(state, entry, NOW).recorded(bytes);
    lines.add(new Line(record, new String(bytes, StandardCharsets.UTF_8)));
  }

  private byte[] stored() {
    return new StateCodec().encode(StoredApplication.of(state, Map.of()));
  }
}
