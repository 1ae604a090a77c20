package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.codec.Decoded;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.codec.Wire;
import dev.walkback.events.topic.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventReaderTest {

  private final EventCodec codec = new EventCodec();
  private final EventReader reader = new EventReader(codec);
  private final Wire wire = codec.encode(Samples.survey("a", "1"));

  @Test
  void an_event_of_the_family_is_read() {
    assertThat(reader.read(Topics.EXECUTIONS, Samples.inbound(wire.headers(), wire.value())))
        .isInstanceOf(Decoded.Read.class);
  }

  @Test
  void an_event_of_another_family_is_refused_by_name() {
    assertThat(reader.read(Topics.COMMANDS, Samples.inbound(wire.headers(), wire.value())))
        .isEqualTo(
            new Decoded.Unreadable("Expected an event of walkback.commands, but found Survey"));
  }

  @Test
  void a_trigger_that_is_too_large_is_refused_before_it_is_parsed() {
    byte[] large = new byte[Topics.MAX_INPUT_BYTES + 1];

    assertThat(reader.read(Topics.TRIGGERS, Samples.inbound(Map.of(), large)))
        .isEqualTo(
            new Decoded.Unreadable(
                "Expected at most 262144 bytes on walkback.triggers, but found 262145"));
  }

  @Test
  void our_own_topics_may_carry_more_than_strangers_may_send() {
    byte[] large = new byte[Topics.MAX_INPUT_BYTES + 1];

    assertThat(reader.read(Topics.EXECUTIONS, Samples.inbound(Map.of(), large)))
        .isInstanceOf(Decoded.Foreign.class);
  }
}
