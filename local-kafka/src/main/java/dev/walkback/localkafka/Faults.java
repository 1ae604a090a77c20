package dev.walkback.localkafka;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a fatal fault of the broker from ending the JVM that hosts it. Kafka's exit is one per JVM,
 * so the fault is told to every broker that runs in it.
 */
final class Faults {

  private static final Logger log = LoggerFactory.getLogger(LocalKafka.class);
  private static final Set<CompletableFuture<String>> LISTENERS = ConcurrentHashMap.newKeySet();

  static {
    Exit.setExitProcedure(Faults::report);
    Exit.setHaltProcedure(Faults::report);
  }

  private Faults() {}

  static CompletableFuture<String> listen() {
    var fault = new CompletableFuture<String>();
    LISTENERS.add(fault);
    return fault;
  }

  @SuppressWarnings("UndefinedEquals") // this very future is meant
  static void forget(CompletableFuture<String> fault) {
    LISTENERS.remove(fault);
  }

  private static void report(int status, String message) {
    String fault =
        "The local broker met a fatal fault and would have ended its process with status %d: %s"
            .formatted(status, message);
    log.error(fault);
    LISTENERS.forEach(listener -> listener.complete(fault));
  }
}
