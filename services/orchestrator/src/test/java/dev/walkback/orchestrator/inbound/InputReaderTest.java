package dev.walkback.orchestrator.inbound;

import static dev.walkback.orchestrator.core.World.NOON;
import static dev.walkback.orchestrator.core.World.SHOP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.chassis.InboundRecord;
import dev.walkback.events.Envelope;
import dev.walkback.events.TriggerId;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.command.Command;
import dev.walkback.events.topic.Topics;
import dev.walkback.orchestrator.core.Input;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputReaderTest {

  private final EventCodec codec = new EventCodec();
  private final InputReader reader = new InputReader(codec, () -> 1);

  @Test
  void a_command_is_known_by_its_id_and_by_who_sent_it() {
    assertThat(idOf("1", "/ops/runbook")).isNotEqualTo(idOf("1", "/ops/console"));
    assertThat(idOf("1", "/ops/runbook")).isEqualTo(idOf("1", "/ops/runbook"));
  }

  @Test
  void a_command_of_our_own_command_line_is_known_by_its_id() {
    assertThat(idOf("1", TriggerId.COMMAND_LINE)).hasToString("1");
  }

  @Test
  void a_command_of_another_client_cannot_take_the_id_of_an_alert() {
    assertThat(idOf("alert/f00@2026-11-24T12:00:00Z", "/ops/runbook").value())
        .doesNotStartWith("alert/");
  }

  @Test
  void a_command_with_an_endless_issuer_is_not_read() {
    assertThat(
            read(
                "{'application':'%s','issuer':'%s','reason':'x','expiresAt':'%s'}"
                    .formatted(SHOP, "a".repeat(201), NOON)
                    .replace('\'', '"')))
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).contains("at most 200"));
  }

  private Reading read(String data) {
    Map<String, byte[]> headers = new HashMap<>();
    Map.of(
            "specversion",
            "1.0",
            "id",
            "1",
            "source",
            "/ops",
            "type",
            "dev.walkback.command.resume.v1")
        .forEach((name, value) -> headers.put("ce_" + name, value.getBytes(UTF_8)));
    return reader.read(
        new InboundRecord(
            Topics.COMMANDS.name(), 0, 0, SHOP.toString(), headers, data.getBytes(UTF_8), NOON));
  }

  private TriggerId idOf(String id, String source) {
    var command = new Command.Resume(SHOP, "ada", "it is over", NOON.plusSeconds(60));
    Wire wire = codec.encode(new Envelope<>(id, source, NOON, Optional.empty(), command));
    Reading read =
        reader.read(
            new InboundRecord(
                Topics.COMMANDS.name(), 0, 0, wire.key(), wire.headers(), wire.value(), NOON));
    return ((Input.CommandArrived) ((Reading.Understood) read).input()).id();
  }
}
