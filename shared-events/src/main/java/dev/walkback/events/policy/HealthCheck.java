package dev.walkback.events.policy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.Map;

/**
 * An HTTP GET that must answer as expected.
 *
 * <p>{@code status} is the HTTP status; {@code json} holds fields of the JSON answer, by a path
 * with dots, and their expected text. The answer may have more.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HealthCheck.OfService.class, name = "service"),
  @JsonSubTypes.Type(value = HealthCheck.OfUrl.class, name = "url")
})
public sealed interface HealthCheck {

  String name();

  int status();

  Map<String, String> json();

  /**
   * Through the API server's service proxy, so that it works from wherever the API can be reached.
   */
  record OfService(
      String name,
      String namespace,
      String service,
      int port,
      String path,
      int status,
      Map<String, String> json)
      implements HealthCheck {

    public OfService {
      json = Ordered.byKey(json);
    }
  }

  /** Directly, as a user would. */
  record OfUrl(String name, URI url, int status, Map<String, String> json) implements HealthCheck {

    public OfUrl {
      json = Ordered.byKey(json);
    }
  }
}
