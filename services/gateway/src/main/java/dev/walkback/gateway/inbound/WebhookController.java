package dev.walkback.gateway.inbound;

import dev.walkback.events.TraceParent;
import dev.walkback.events.topic.Topics;
import dev.walkback.gateway.core.AlertmanagerWebhook;
import dev.walkback.gateway.core.AlertmanagerWebhook.Reading;
import dev.walkback.gateway.core.TriggerLog;
import dev.walkback.gateway.core.TriggerLog.Result.Unconfirmed;
import dev.walkback.gateway.core.WebhookParts;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Alert webhooks in. 200 means that the broker has every alert in it, be it in one record or in
 * several; 503 that it may not have them and they should be sent again, which does no harm; any
 * other status that sending it again will not help.
 */
@RestController
public final class WebhookController {

  private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

  private static final int MAX_LOGGED = 200;

  private final AlertmanagerWebhook webhook = new AlertmanagerWebhook();
  private final Bodies bodies = new Bodies();
  private final TriggerLog triggers;
  private final BearerToken token;
  private final Semaphore places;
  private final MeterRegistry meters;

  public WebhookController(
      TriggerLog triggers, BearerToken token, int maxConcurrent, MeterRegistry meters) {
    this.triggers = triggers;
    this.token = token;
    this.places = new Semaphore(maxConcurrent);
    this.meters = meters;
  }

  /** A word to people who look at the address. */
  @GetMapping(path = "/", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> help() {
    return Map.of(
        "service", "Walkback gateway",
        "alertmanager", "POST /webhooks/alertmanager",
        "health", "GET /actuator/health/readiness",
        "metrics", "GET /actuator/prometheus");
  }

  @PostMapping("/webhooks/alertmanager")
  ResponseEntity<Object> alertmanager(HttpServletRequest request) throws IOException {
    ResponseEntity<Object> response = admit(request);
    String status = Integer.toString(response.getStatusCode().value());
    meters
        .counter("walkback.gateway.requests", "webhook", "alertmanager", "status", status)
        .increment();
    return response;
  }

  @PostMapping("/webhooks/{other}")
  ResponseEntity<Object> unknown(@PathVariable("other") String other) {
    String found = other.length() <= 40 ? other : other.substring(0, 40) + "…";
    return Problems.of(
        HttpStatus.NOT_FOUND,
        "No such webhook",
        "Expected one of [alertmanager], but found '%s'. Grafana's alerts have the same form: send them to /webhooks/alertmanager."
            .formatted(found));
  }

  private ResponseEntity<Object> admit(HttpServletRequest request) throws IOException {
    if (!token.admits(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      HttpHeaders headers = new HttpHeaders();
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      return Problems.of(
          HttpStatus.UNAUTHORIZED,
          "Not authorized",
          "Expected 'Authorization: Bearer' with the token in walkback.gateway.token; set it in Alertmanager under http_config.authorization.credentials",
          headers);
    }
    if (!isJson(request.getContentType())) {
      return Problems.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "Not JSON",
          "Expected content type application/json, but found '%s'"
              .formatted(String.valueOf(request.getContentType())));
    }
    if (!places.tryAcquire()) {
      return Problems.later("Expected fewer requests at one time; all places are taken");
    }
    try {
      return bodies.use(
          request.getInputStream(),
          request.getContentLengthLong(),
          body -> take(body, trace(request)));
    } finally {
      places.release();
    }
  }

  private ResponseEntity<Object> take(byte[] body, Optional<TraceParent> trace) {
    return switch (webhook.read(body)) {
      case Reading.NotOne(String expected, String found) -> Problems.notAnAlert(expected, found);
      case Reading.Webhook read -> forward(read, WebhookParts.of(read, body), trace);
    };
  }

  private static Optional<TraceParent> trace(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("traceparent")).flatMap(TraceParent::parse);
  }

  private ResponseEntity<Object> forward(
      Reading.Webhook read, WebhookParts parts, Optional<TraceParent> trace) {
    Optional<Unconfirmed> unconfirmed =
        parts
            .each()
            .flatMap(part ->
                switch (triggers.append(read.groupKey(), part, trace)) {
                  case TriggerLog.Result.Kept _ -> Stream.empty();
                  case Unconfirmed reason -> Stream.of(reason);
                })
            .findFirst();
    return unconfirmed
        .map(reason -> Problems.later(reason.reason()))
        .orElseGet(() -> accepted(read, parts));
  }

  private static ResponseEntity<Object> accepted(Reading.Webhook read, WebhookParts parts) {
    int accepted = read.alerts().size() - parts.tooLarge();
    log.info(
        "alerts accepted count={} records={} too_large={} group={}",
        accepted,
        parts.count(),
        parts.tooLarge(),
        brief(read.groupKey()));
    return parts.tooLarge() == 0
        ? ResponseEntity.ok(Map.of("accepted", accepted))
        : Problems.tooLarge(
            "Expected alerts of at most %d bytes with what their group has in common, but found %d larger ones; the other %d are accepted. Shorten their annotations"
                .formatted(Topics.MAX_INPUT_BYTES, parts.tooLarge(), accepted));
  }

  private static String brief(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() <= MAX_LOGGED ? line : line.substring(0, MAX_LOGGED) + "…";
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    try {
      MediaType type = MediaType.parseMediaType(contentType);
      return type.isCompatibleWith(MediaType.APPLICATION_JSON)
          || type.getSubtype().endsWith("+json");
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }
}
