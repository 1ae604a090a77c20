package dev.walkback.gateway.inbound;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The shared secret, if there is one. Comparing takes the same time whatever is offered. */
public final class BearerToken {

  private static final String SCHEME = "Bearer ";

  private final byte[] expected;

  public BearerToken(String token) {
    expected = token.getBytes(StandardCharsets.UTF_8);
  }

  boolean admits(@Nullable String authorization) {
    if (expected.length == 0) {
      return true;
    }
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String offered =
        bearer && authorization != null ? authorization.substring(SCHEME.length()).strip() : "";
    return MessageDigest.isEqual(expected, offered.getBytes(StandardCharsets.UTF_8));
  }
}
