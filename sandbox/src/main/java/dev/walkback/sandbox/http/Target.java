package dev.walkback.sandbox.http;

import dev.walkback.sandbox.store.ApiFailure;
import dev.walkback.sandbox.store.Key;
import dev.walkback.sandbox.store.Kind;
import java.util.List;

/**
 * What a path names: {@code /api/v1/namespaces/x/pods/y/log} is pod y in x, subresource {@code
 * log}.
 *
 * @param rest what follows the subresource
 */
record Target(Kind kind, String namespace, String name, String subresource, List<String> rest) {

  static Target parse(List<String> path) {
    boolean core = path.getFirst().equals("api");
    int at = core ? 2 : 3;
    if (path.size() <= at) {
      throw ApiFailure.of(404, "NotFound", "the server could not find the requested resource");
    }
    String group = core ? "" : path.get(1);
    String version = path.get(at - 1);
    String namespace = "";
    if (path.get(at).equals("namespaces") && path.size() > at + 2) {
      namespace = path.get(at + 1);
      at += 2;
    }
    String plural = path.get(at);
    Kind kind =
        Kind.served(group, version, plural)
            .orElseThrow(() ->
                ApiFailure.of(
                    404,
                    "NotFound",
                    "the sandbox does not serve " + plural + (group.isEmpty() ? "" : "." + group)));
    String name = path.size() > at + 1 ? path.get(at + 1) : "";
    String subresource = path.size() > at + 2 ? path.get(at + 2) : "";
    List<String> rest = path.size() > at + 3 ? path.subList(at + 3, path.size()) : List.of();
    return new Target(kind, namespace, name, subresource, rest);
  }

  Key key() {
    return new Key(kind, namespace, name);
  }
}
