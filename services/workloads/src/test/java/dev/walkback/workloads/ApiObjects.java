package dev.walkback.workloads;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** API objects as the server writes them, cut down to what matters. */
final class ApiObjects {

  static final String UID = "0a1b2c3d-0000-4000-8000-000000000001";

  private ApiObjects() {}

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  static String template(String image) {
    return template(image, "{}", "\"app\":\"backend\"");
  }

  static String template(String image, String annotations, String labels) {
    return """
    {"metadata":{"creationTimestamp":null,"labels":{%s},"annotations":%s},
     "spec":{"containers":[{"name":"app","image":"%s","resources":{},"x-unknown":1}]}}\
    """
        .formatted(labels, annotations, image);
  }

  static JsonNode deployment(String template, String annotations, String managedFields) {
    return json(
        """
        {"kind":"Deployment","metadata":{"name":"backend","namespace":"shop","uid":"%s",
          "resourceVersion":"4711","generation":3,"creationTimestamp":"2026-11-01T00:00:00Z",
          "annotations":%s,"managedFields":%s},
         "spec":{"replicas":2,"selector":{"matchLabels":{"app":"backend"}},"template":%s,
          "strategy":{"type":"RollingUpdate"}},
         "status":{"observedGeneration":2,"replicas":3,"updatedReplicas":1,"readyReplicas":2,
          "availableReplicas":2,"conditions":[{"type":"Progressing","status":"True",
          "reason":"ReplicaSetUpdated"}]}}\
        """
            .formatted(UID, annotations, managedFields, template));
  }

  static JsonNode replicaSet(
      String hash, String number, String created, String template, String more) {
    return json(
        """
        {"kind":"ReplicaSet","metadata":{"name":"backend-%s","namespace":"shop","uid":"rs-%s",
          "creationTimestamp":"%s","labels":{"app":"backend","pod-template-hash":"%s"},
          "annotations":{"deployment.kubernetes.io/revision":"%s"%s},
          "ownerReferences":[{"kind":"Deployment","name":"backend","uid":"%s","controller":true}]},
         "spec":{"template":%s}}\
        """
            .formatted(hash, hash, created, hash, number, more, UID, template));
  }

  static JsonNode controllerRevision(
      String name, int number, String created, String template, String managedFields) {
    return json(
        """
        {"kind":"ControllerRevision","metadata":{"name":"%s","creationTimestamp":"%s",
          "labels":{"controller-revision-hash":"%s"},"managedFields":%s,
          "ownerReferences":[{"kind":"StatefulSet","name":"db","uid":"%s","controller":true}]},
         "revision":%d,"data":{"spec":{"template":%s}}}\
        """
            .formatted(name, created, name, managedFields, UID, number, template));
  }

  static JsonNode pod(String name, String ownerKind, String ownerUid, String hash) {
    return json(
        """
        {"kind":"Pod","metadata":{"name":"%s","namespace":"shop","uid":"pod-%s",
          "creationTimestamp":"2026-11-24T10:00:00Z","labels":{"pod-template-hash":"%s"},
          "ownerReferences":[{"kind":"%s","name":"backend-%s","uid":"%s","controller":true}]},
         "status":{"phase":"Running",
          "conditions":[{"type":"Ready","status":"False"}],
          "containerStatuses":[{"name":"app","ready":false,"restartCount":4,
            "state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 40s"}},
            "lastState":{"terminated":{"reason":"Error","exitCode":3}}}]}}\
        """
            .formatted(name, name, hash, ownerKind, hash, ownerUid));
  }
}
