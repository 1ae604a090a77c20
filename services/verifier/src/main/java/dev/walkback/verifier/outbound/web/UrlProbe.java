package dev.walkback.verifier.outbound.web;

import dev.walkback.events.policy.HealthCheck;
import dev.walkback.verifier.core.Look.Answer;
import dev.walkback.verifier.outbound.Bodies;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Asks an address: once, without credentials, without following it anywhere else. */
public final class UrlProbe implements AutoCloseable {

  private final Duration timeout;
  private final HttpClient client;

  /**
   * @param timeout for the whole answer, the connection and the body included
   */
  public UrlProbe(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /** What it answers; never throws for what it may answer. */
  public Answer ask(HealthCheck.OfUrl check) throws InterruptedException {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(check.url())
              .timeout(timeout)
              .header("User-Agent", "walkback-verifier")
              .GET()
              .build();
    } catch (IllegalArgumentException e) {
      return new Answer.Unknown("This address cannot be asked: " + e.getMessage());
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, _ -> new Beginning(Bodies.MAX_BYTES + 1));
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return Bodies.answer(response.statusCode(), response.body(), check.json().keySet());
    } catch (TimeoutException e) {
      return new Answer.NotAnswered(late());
    } catch (ExecutionException e) {
      return failure(e.getCause() == null ? e : e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** A name that is not known, or a way that is closed, may be our own trouble. */
  private Answer failure(Throwable cause) {
    return switch (cause) {
      case HttpTimeoutException _ -> new Answer.NotAnswered(late());
      case ConnectException e when isUnresolved(e) ->
          new Answer.Unknown("The name of the host is not known here");
      case ConnectException _ -> new Answer.NotAnswered("The connection was refused");
      case NoRouteToHostException _ -> new Answer.Unknown("There is no way to the host from here");
      case SSLException e -> new Answer.Unknown("No secure connection: " + e.getMessage());
      default -> new Answer.NotAnswered("The connection broke: " + cause.getMessage());
    };
  }

  private static boolean isUnresolved(ConnectException e) {
    return e.getCause() instanceof UnresolvedAddressException
        || (e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException);
  }

  private String late() {
    return "No answer within %d ms".formatted(timeout.toMillis());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
