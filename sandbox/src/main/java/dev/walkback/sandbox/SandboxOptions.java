package dev.walkback.sandbox;

import dev.walkback.sandbox.kubelet.Pace;
import java.time.InstantSource;

/**
 * How a sandbox begins.
 *
 * @param port 0 for a free one
 * @param seed for names, uids and addresses
 */
public record SandboxOptions(int port, Pace pace, long seed, InstantSource clock) {

  public static SandboxOptions quick() {
    return new SandboxOptions(0, Pace.QUICK, 1, InstantSource.system());
  }

  public static SandboxOptions watchable() {
    return new SandboxOptions(0, Pace.WATCHABLE, 1, InstantSource.system());
  }
}
