package dev.walkback.gateway.inbound;

import dev.walkback.events.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/**
 * Reads bodies into memory. Most are small; of those that fit into no single record only a few are
 * there at one time, so that an incident with many large ones does not take all memory.
 */
final class Bodies {

  static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final int SMALL = Topics.MAX_INPUT_BYTES;
  private static final int LARGE_AT_A_TIME = 2;

  private final Semaphore places = new Semaphore(LARGE_AT_A_TIME);

  /**
   * Reads one and uses it, or says why not.
   *
   * @param length as it was declared; negative: it was not
   */
  ResponseEntity<Object> use(
      InputStream body, long length, Function<byte[], ResponseEntity<Object>> use)
      throws IOException {
    if (length > MAX_BYTES) {
      return tooLarge();
    }
    byte[] start = body.readNBytes(SMALL + 1);
    if (start.length <= SMALL) {
      return use.apply(start);
    }
    if (!places.tryAcquire()) {
      return Problems.later("Expected fewer large requests at one time; all places are taken");
    }
    try {
      byte[] rest = body.readNBytes(MAX_BYTES - SMALL);
      int size = start.length + rest.length;
      return size > MAX_BYTES
          ? tooLarge()
          : use.apply(ByteBuffer.allocate(size).put(start).put(rest).array());
    } finally {
      places.release();
    }
  }

  private static ResponseEntity<Object> tooLarge() {
    return Problems.tooLarge(
        "Expected at most %d bytes; group by more labels in Alertmanager's route"
            .formatted(MAX_BYTES));
  }
}
