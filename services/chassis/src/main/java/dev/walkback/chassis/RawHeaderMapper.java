package dev.walkback.chassis;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.messaging.MessageHeaders;

/**
 * Headers as bytes, from an allow-list, both ways. The framework's own mappers build objects of
 * types that a header names, which lets one small record stop a consumer for good.
 */
public final class RawHeaderMapper implements KafkaHeaderMapper {

  /** The bean's name, which the binder is told. */
  public static final String BEAN = "walkbackHeaderMapper";

  @Override
  public void fromHeaders(MessageHeaders headers, Headers target) {
    headers.forEach((name, value) -> {
      if (HeaderAllowList.admits(name) && bytes(value) instanceof byte[] raw) {
        target.remove(name);
        target.add(name, raw);
      }
    });
  }

  @Override
  public void toHeaders(Headers source, Map<String, Object> headers) {
    int seen = 0;
    for (Header header : source) {
      if (++seen > HeaderAllowList.MAX_HEADERS) {
        return;
      }
      if (header.value() != null && HeaderAllowList.admits(header.key(), header.value())) {
        headers.put(header.key(), header.value());
      }
    }
  }

  private static Object bytes(Object value) {
    return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : value;
  }
}
