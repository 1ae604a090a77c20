package dev.walkback.systemtests.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a service through all its lives. What it says of itself is asked for over HTTP,
 * as an orchestrating platform would.
 */
public final class ServiceProcess implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final Duration ASKING = Duration.ofSeconds(5);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Service service;
  private final String instance;
  private final FleetSettings settings;
  private @Nullable JvmProcess process;
  private int lives;

  ServiceProcess(Service service, String instance, FleetSettings settings) {
    this.service = service;
    this.instance = instance;
    this.settings = settings;
  }

  public Service service() {
    return service;
  }

  /** Its name: the service, and a number where there are several. */
  public String instance() {
    return instance;
  }

  /**
   * Starts it anew, with further system properties for this life only, for instance a failpoint.
   * Returns at once.
   */
  public void start(Map<String, String> properties) {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("Expected %s to have ended".formatted(instance));
    }
    lives++;
    Jvm jvm = Jvm.running(service.mainClass(), settings.arguments(service)).with(properties);
    process = JvmProcess.start(jvm, settings.log(instance, lives));
  }

  public void start() {
    start(Map.of());
  }

  /** The process of its present or last life: to kill, freeze, thaw or wait for. */
  public JvmProcess process() {
    if (process == null) {
      throw new IllegalStateException("Expected %s to have been started".formatted(instance));
    }
    return process;
  }

  /** How often it was started. */
  public int lives() {
    return lives;
  }

  /** SIGKILL, and a new life at once. */
  public void killAndRestart() {
    process().kill();
    start();
  }

  /** Returns when its readiness endpoint says so; fails with the end of its log. */
  public void awaitReady(Duration atMost) {
    try {
      Awaitility.await(instance + " ready")
          .atMost(atMost)
          .pollInterval(200, TimeUnit.MILLISECONDS)
          .failFast(instance + " has ended", () -> !process().isAlive())
          .until(this::isReady);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new IllegalStateException(
          "Expected %s to be ready within %s, but: %s; its readiness: %s; the end of %s:%n%s"
              .formatted(
                  instance,
                  atMost,
                  e.getMessage(),
                  get("/actuator/health/readiness"),
                  process().log(),
                  process().tail()),
          e);
    }
  }

  public boolean isReady() {
    return get("/actuator/health/readiness").startsWith("200 ");
  }

  /** Status and body of an answer, or why there was none. */
  public String get(String path) {
    OptionalInt port = port();
    if (port.isEmpty()) {
      return "no port yet";
    }
    URI address = URI.create("http://127.0.0.1:%d%s".formatted(port.getAsInt(), path));
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(address).timeout(ASKING).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    } catch (IOException e) {
      return "no answer: " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Where it listens in its present life, once it does. */
  public OptionalInt port() {
    return process().printed().stream()
        .map(PORT::matcher)
        .filter(Matcher::find)
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .findFirst();
  }

  public Path log() {
    return process().log();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
