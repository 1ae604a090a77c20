package dev.walkback.localkafka;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The local broker as a process of its own: {@code --dir DIR [--port PORT]}. Prints {@code ready
 * HOST:PORT} when it takes requests, stops on SIGTERM, ends with status 1 on a fault.
 */
public final class LocalKafkaProcess {

  private LocalKafkaProcess() {}

  public static void main(String[] args) throws InterruptedException {
    LocalKafkaOptions options;
    try {
      options = parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    try {
      LocalKafka kafka = LocalKafka.start(options);
      Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "local-kafka-stop"));
      var _ = kafka.fault().thenAccept(_ -> Runtime.getRuntime().halt(1));
      System.out.println("ready " + kafka.bootstrapServers());
      new CountDownLatch(1).await();
    } catch (LocalKafkaException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  static LocalKafkaOptions parse(String... args) {
    Path dir = null;
    int port = 0;
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("Expected a value after " + args[i]);
      }
      switch (args[i]) {
        case "--dir" -> dir = Path.of(args[i + 1]);
        case "--port" -> port = port(args[i + 1]);
        default ->
            throw new IllegalArgumentException(
                "Expected --dir DIR and perhaps --port PORT, but found '%s'".formatted(args[i]));
      }
    }
    if (dir == null) {
      throw new IllegalArgumentException("Expected --dir DIR, where the broker keeps its data");
    }
    return LocalKafkaOptions.at(dir).withPort(port);
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(
          "Expected --port with a number, but found '%s'".formatted(text));
    }
  }
}
