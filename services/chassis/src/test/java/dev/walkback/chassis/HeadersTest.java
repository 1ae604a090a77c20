package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.MessageHeaders;

class HeadersTest {

  private final RawHeaderMapper mapper = new RawHeaderMapper();

  @Test
  void headers_of_ours_come_in_as_bytes() {
    var headers = new RecordHeaders();
    headers.add("ce_type", Samples.utf8("t")).add("traceparent", Samples.utf8("00-a"));

    assertThat(in(headers)).containsOnlyKeys("ce_type", "traceparent");
    assertThat(in(headers).get("ce_type")).isEqualTo(Samples.utf8("t"));
  }

  @Test
  void a_header_that_names_types_to_build_is_never_looked_at() {
    var headers = new RecordHeaders();
    String nested = "[".repeat(1_000) + "]".repeat(1_000);
    headers
        .add("spring_json_header_types", Samples.utf8("{\"bomb\":\"java.util.Timer\"}"))
        .add("bomb", Samples.utf8(nested))
        .add("spring.cloud.function.definition", Samples.utf8("evil"))
        .add("contentType", Samples.utf8("\"application/x-java-object\""));

    assertThat(in(headers)).isEmpty();
  }

  @Test
  void of_thousands_of_headers_only_the_first_few_are_looked_at() {
    var headers = new RecordHeaders();
    IntStream.range(0, 10_000).forEach(i -> headers.add("ce_x" + i, Samples.utf8("v")));

    assertThat(in(headers)).hasSize(HeaderAllowList.MAX_HEADERS);
    assertThat(InboundRecord.of(Samples.consumed(headers, "{}")).headers())
        .hasSize(HeaderAllowList.MAX_HEADERS);
  }

  @Test
  void a_header_of_a_mebibyte_is_left_out() {
    var headers = new RecordHeaders();
    headers.add("ce_id", new byte[1024 * 1024]).add("ce_type", Samples.utf8("t"));

    assertThat(in(headers)).containsOnlyKeys("ce_type");
    assertThat(InboundRecord.of(Samples.consumed(headers, "{}")).headers())
        .containsOnlyKeys("ce_type");
  }

  @Test
  void a_header_without_a_value_is_left_out() {
    var headers = new RecordHeaders();
    headers.add("ce_id", null);

    assertThat(in(headers)).isEmpty();
  }

  @Test
  void only_headers_of_ours_go_out_and_as_plain_bytes() {
    var target = new RecordHeaders();

    mapper.fromHeaders(
        new MessageHeaders(
            Map.of(
                "ce_type",
                "t",
                "content-type",
                Samples.utf8("application/json"),
                "other",
                "x",
                "ce_number",
                7)),
        target);

    assertThat(target.toArray())
        .extracting(Header::key)
        .containsExactlyInAnyOrder("ce_type", "content-type");
    assertThat(target.lastHeader("ce_type").value()).isEqualTo(Samples.utf8("t"));
  }

  private Map<String, Object> in(RecordHeaders headers) {
    Map<String, Object> found = new HashMap<>();
    mapper.toHeaders(headers, found);
    return found;
  }
}
