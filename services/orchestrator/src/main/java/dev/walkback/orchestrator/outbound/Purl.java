package dev.walkback.orchestrator.outbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Package URLs of what runs. An image is of type {@code oci}: its name is the last part of the
 * repository, its version the digest and only the digest, for a tag can be moved; repository and
 * tag are qualifiers.
 */
final class Purl {

  private static final String DEFAULT_REGISTRY = "docker.io";
  private static final String UNRESERVED = "-._~";

  private Purl() {}

  /** Of an image as it is written in a pod template. */
  static String ofImage(String image) {
    int at = image.indexOf('@');
    String tagged = at < 0 ? image : image.substring(0, at);
    int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
    String repository = withRegistry(colon < 0 ? tagged : tagged.substring(0, colon));
    StringBuilder purl = new StringBuilder("pkg:oci/");
    purl.append(encoded(repository.substring(repository.lastIndexOf('/') + 1)));
    if (at >= 0) {
      purl.append('@').append(encoded(image.substring(at + 1)));
    }
    purl.append("?repository_url=").append(encoded(repository).replace("%2F", "/"));
    if (colon >= 0) {
      purl.append("&tag=").append(encoded(tagged.substring(colon + 1)));
    }
    return purl.toString();
  }

  /** Of a content whose images are not known. */
  static String ofContent(ApplicationId application, ContentDigest template) {
    return "pkg:generic/%s/%s@%s"
        .formatted(
            encoded(application.namespace()),
            encoded(application.name()),
            encoded(template.value()));
  }

  /** As a container runtime completes it. */
  private static String withRegistry(String repository) {
    String name = repository.toLowerCase(Locale.ROOT);
    int slash = name.indexOf('/');
    if (slash < 0) {
      return DEFAULT_REGISTRY + "/library/" + name;
    }
    String first = name.substring(0, slash);
    boolean isHost =
        first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    return isHost ? name : DEFAULT_REGISTRY + "/" + name;
  }

  private static String encoded(String text) {
    StringBuilder all = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isPlain(c)) {
        all.append(c);
      } else {
        all.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return all.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED.indexOf(c) >= 0;
  }
}
