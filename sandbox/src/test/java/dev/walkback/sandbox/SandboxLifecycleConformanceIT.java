package dev.walkback.sandbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The cases of {@link LifecycleConformance} on the sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxLifecycleConformanceIT extends LifecycleConformance {
  private Sandbox sandbox;

  @BeforeAll
  void startSandbox() {
    sandbox = Sandbox.start(SandboxOptions.quick());
  }

  @AfterAll
  void stopSandbox() {
    sandbox.close();
  }

  @Override
  World open() {
    return Clusters.in(sandbox);
  }
}
