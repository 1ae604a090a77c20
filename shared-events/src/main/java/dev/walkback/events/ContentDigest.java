package dev.walkback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What something is, by its content: {@code sha256:} and 64 hexadecimal digits. Two releases with
 * one digest are one release, whatever their tags, revision numbers or positions in a list.
 */
public record ContentDigest(@JsonValue String value) {

  private static final String ALGORITHM = "sha256:";
  private static final int DIGITS = 64;

  @JsonCreator
  public ContentDigest {
    if (!Hexadecimal.follows(value, ALGORITHM, DIGITS)) {
      throw new IllegalArgumentException(
          "Expected a digest as sha256: and 64 hexadecimal digits, but found '%s'"
              .formatted(value));
    }
  }

  public static ContentDigest of(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new ContentDigest(ALGORITHM + HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  public static ContentDigest of(String content) {
    return of(content.getBytes(StandardCharsets.UTF_8));
  }

  /** The first ten digits, for people; never for comparing. */
  @JsonIgnore
  public String abbreviated() {
    return value.substring(ALGORITHM.length(), ALGORITHM.length() + 10);
  }

  @Override
  public String toString() {
    return value;
  }
}
