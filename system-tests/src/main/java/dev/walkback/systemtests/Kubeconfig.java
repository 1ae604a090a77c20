package dev.walkback.systemtests;

/**
 * How one account reaches a cluster.
 *
 * @param authority the certificate by which the API server is known, in base64
 * @param token of the account; whoever has the text has its rights
 */
record Kubeconfig(String server, String authority, String account, String token) {

  /** As {@code kubectl} and every client read it. */
  String text() {
    return """
    apiVersion: v1
    kind: Config
    current-context: lab
    clusters: [{name: lab, cluster: {server: "%s", certificate-authority-data: %s}}]
    users: [{name: %3$s, user: {token: %4$s}}]
    contexts: [{name: lab, context: {cluster: lab, user: %3$s}}]
    """
        .formatted(server, authority, account, token);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Kubeconfig[%s at %s]".formatted(account, server);
  }
}
