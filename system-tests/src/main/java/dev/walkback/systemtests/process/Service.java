package dev.walkback.systemtests.process;

import dev.walkback.detector.DetectorApplication;
import dev.walkback.executor.ExecutorApplication;
import dev.walkback.gateway.GatewayApplication;
import dev.walkback.notifier.NotifierApplication;
import dev.walkback.orchestrator.OrchestratorApplication;
import dev.walkback.verifier.VerifierApplication;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What runs as a process of its own, in flow order. */
public enum Service {
  DETECTOR(DetectorApplication.class),
  ORCHESTRATOR(OrchestratorApplication.class),
  EXECUTOR(ExecutorApplication.class),
  VERIFIER(VerifierApplication.class),
  NOTIFIER(NotifierApplication.class),
  GATEWAY(GatewayApplication.class);

  /** All but the edge, which only alerting needs. */
  public static final Set<Service> THE_FIVE = EnumSet.complementOf(EnumSet.of(GATEWAY));

  private final Class<?> application;

  Service(Class<?> application) {
    this.application = application;
  }

  String mainClass() {
    return application.getName();
  }

  /** As it is called in logs and names of files. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
