package dev.walkback.sandbox.kubelet;

/** Something that the node tells about a pod. */
record NodeEvent(String type, String reason, String message) {

  static NodeEvent normal(String reason, String message) {
    return new NodeEvent("Normal", reason, message);
  }

  static NodeEvent warning(String reason, String message) {
    return new NodeEvent("Warning", reason, message);
  }
}
