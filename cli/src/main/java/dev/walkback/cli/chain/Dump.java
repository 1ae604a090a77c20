package dev.walkback.cli.chain;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The audit as a file: each line holds the bytes of one record, exactly. That is what any Kafka
 * client prints. A record that is not one line of UTF-8 is written as {@code {"base64":"…"}}; ours
 * never are, but what somebody tampered with may be.
 */
public final class Dump {

  private static final Pattern ENCODED = Pattern.compile("\\{\"base64\":\"([A-Za-z0-9+/=]*)\"}");
  private static final int LONGEST = 16 * 1024 * 1024;

  private Dump() {}

  /** The record as a line, without its end. */
  public static String line(byte[] record) {
    String text = new String(record, StandardCharsets.UTF_8);
    boolean exact =
        text.indexOf('\n') < 0
            && text.indexOf('\r') < 0
            && !text.isEmpty()
            && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), record)
            && !ENCODED.matcher(text).matches();
    return exact ? text : "{\"base64\":\"" + Base64.getEncoder().encodeToString(record) + "\"}";
  }

  /** Each record with the number of its line, from 1. */
  public static void read(InputStream in, Reader reader) throws IOException {
    var buffered = new BufferedInputStream(in);
    var line = new ByteArrayOutputStream();
    long number = 1;
    for (int next = buffered.read(); next >= 0; next = buffered.read()) {
      if (next == '\n') {
        deliver(line, number++, reader);
      } else if (line.size() < LONGEST) {
        line.write(next);
      } else {
        throw new IOException(
            "Expected lines of at most %d bytes, but line %d is longer".formatted(LONGEST, number));
      }
    }
    deliver(line, number, reader);
  }

  private static void deliver(ByteArrayOutputStream line, long number, Reader reader) {
    if (line.size() > 0) {
      reader.record(record(line.toByteArray()), number);
    }
    line.reset();
  }

  private static byte[] record(byte[] line) {
    return encoded(line).orElse(line);
  }

  private static Optional<byte[]> encoded(byte[] line) {
    Matcher matcher = ENCODED.matcher(new String(line, StandardCharsets.ISO_8859_1));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(matcher.group(1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Takes one record after the other. */
  @FunctionalInterface
  public interface Reader {
    void record(byte[] bytes, long line);
  }
}
