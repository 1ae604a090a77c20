package dev.walkback.sandbox.admission;

import java.util.Random;
import java.util.UUID;

/** Names, uids and addresses, from one seeded source so that a run can be repeated. */
public final class Ids {
  private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";

  private final Random random;
  private int pods;
  private int services;

  public Ids(long seed) {
    random = new Random(seed);
  }

  public synchronized String uid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /** Five characters, as the API server appends them to {@code generateName}. */
  public synchronized String suffix() {
    return random
        .ints(5, 0, SAFE.length())
        .collect(StringBuilder::new, (b, i) -> b.append(SAFE.charAt(i)), StringBuilder::append)
        .toString();
  }

  /** A short label value for a number, in the alphabet that Kubernetes uses for hashes. */
  public static String safe(int hash) {
    StringBuilder out = new StringBuilder();
    for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
      out.append(SAFE.charAt(digit - '0' + 10));
    }
    return out.toString();
  }

  public synchronized double chance() {
    return random.nextDouble();
  }

  public synchronized String podAddress() {
    pods++;
    return "10.88." + (pods / 250 % 250) + "." + (2 + pods % 250);
  }

  public synchronized String serviceAddress() {
    services++;
    return "10.96." + (services / 250 % 250) + "." + (2 + services % 250);
  }
}
