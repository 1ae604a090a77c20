package dev.walkback.notifier.outbound.slack;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** One HTTP call, with a time limit; what goes wrong becomes a value. */
final class SlackHttp implements AutoCloseable {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final HttpClient client;
  private final Duration timeout;

  SlackHttp(Duration timeout) {
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** Posts the request; {@code read} makes sense of every answer that is neither 429 nor 5xx. */
  SlackAnswer send(
      URI uri,
      String contentType,
      String authorization,
      String body,
      Function<HttpResponse<String>, SlackAnswer> read) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == TOO_MANY_REQUESTS) {
        return new SlackAnswer.Later(retryAfter(response), "rate limited", false);
      }
      if (response.statusCode() >= 500) {
        return new SlackAnswer.Later(retryAfter(response), "status " + response.statusCode(), true);
      }
      return read.apply(response);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new SlackAnswer.Later(Optional.empty(), "no connection", false);
    } catch (HttpTimeoutException e) {
      return new SlackAnswer.Later(Optional.empty(), "no answer within " + timeout, true);
    } catch (IOException e) {
      return new SlackAnswer.Later(
          Optional.empty(), "connection broke: " + e.getClass().getSimpleName(), true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SlackAnswer.Later(Optional.empty(), "stopping", true);
    }
  }

  /** In whole seconds, as Slack says it; capped, so that a wrong one cannot silence us. */
  private static Optional<Duration> retryAfter(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,9}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
