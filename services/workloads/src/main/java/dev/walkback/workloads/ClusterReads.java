package dev.walkback.workloads;

import dev.walkback.workloads.ClusterHttp.Reply;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * GETs of JSON from the API server, each tried up to three times when the server is busy or cannot
 * be reached, but not again once four seconds have passed. A refusal is an answer and is not tried
 * again.
 */
public final class ClusterReads {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int ATTEMPTS = 3;
  private static final Duration BACKOFF = Duration.ofMillis(150);
  private static final Duration NO_TRY_AFTER = Duration.ofSeconds(4);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final ClusterHttp http;

  public ClusterReads(ClusterHttp http) {
    this.http = http;
  }

  /** What a path answers. An interrupt ends the attempts and reads as unreachable. */
  public Answer get(String path) {
    Answer.Unreachable last = new Answer.Unreachable("The Kubernetes API was not asked yet");
    long begun = System.nanoTime();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Duration pause = BACKOFF.multipliedBy(attempt);
      try {
        Reply reply = http.get(path);
        if (!isWorthAnotherTry(reply.status())) {
          return answer(path, reply);
        }
        last = new Answer.Unreachable(explain(path, reply));
        pause = longer(pause, reply.retryAfter());
      } catch (IOException e) {
        last = new Answer.Unreachable(String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Answer.Unreachable("Interrupted while reading " + path);
      }
      boolean late = System.nanoTime() - begun >= NO_TRY_AFTER.toNanos();
      if (late || (attempt < ATTEMPTS && !paused(pause))) {
        return last;
      }
    }
    return last;
  }

  /** What a path answers at the first try, within this time. */
  public Answer getOnce(String path, Duration within) {
    try {
      return answer(path, http.get(path, within));
    } catch (IOException e) {
      return new Answer.Unreachable(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unreachable("Interrupted while reading " + path);
    }
  }

  private static Answer answer(String path, Reply reply) {
    return switch (reply.status()) {
      case 200 -> parsed(path, reply);
      case 401, 403 -> new Answer.Forbidden(explain(path, reply));
      case 404 -> new Answer.Missing();
      default -> new Answer.Unreachable(explain(path, reply));
    };
  }

  private static Answer parsed(String path, Reply reply) {
    try {
      return new Answer.Found(JSON.readTree(reply.body()));
    } catch (JacksonException e) {
      return new Answer.Unreachable(
          "Expected JSON from %s, but found: %s".formatted(path, e.getOriginalMessage()));
    }
  }

  private static boolean isWorthAnotherTry(int status) {
    return status == 429 || status >= 500;
  }

  private static String explain(String path, Reply reply) {
    return "GET %s was answered with %d: %s"
        .formatted(path, reply.status(), StatusMessage.of(reply.body()));
  }

  private static Duration longer(Duration one, Duration other) {
    Duration longer = one.compareTo(other) >= 0 ? one : other;
    return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
  }

  private static boolean paused(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What came of one GET. */
  public sealed interface Answer {

    /** The object or list. */
    record Found(JsonNode json) implements Answer {}

    /** There is no such object, or no such kind of object. */
    record Missing() implements Answer {}

    /** We may not read it. */
    record Forbidden(String explanation) implements Answer {}

    /** Nothing is known: the API could not be reached or answered with an error. */
    record Unreachable(String explanation) implements Answer {}
  }
}
