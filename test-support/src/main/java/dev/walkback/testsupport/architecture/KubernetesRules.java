package dev.walkback.testsupport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;

/** Who may talk to the cluster, and who may change it. */
final class KubernetesRules {

  private static final String CLIENT = "io.fabric8.kubernetes.client";

  private static final Set<String> WRITE_VERBS =
      Set.of(
          "create",
          "createOr",
          "createOrReplace",
          "createResource",
          "update",
          "updateStatus",
          "edit",
          "editStatus",
          "accept",
          "patch",
          "patchStatus",
          "replace",
          "replaceStatus",
          "delete",
          "deletingExisting",
          "serverSideApply",
          "scale",
          "rolling",
          "undo",
          "restart",
          "pause",
          "resume",
          "updateImage",
          "evict",
          "cordon",
          "drain");

  private static final Set<String> HTTP_WRITES = Set.of("post", "put", "patch", "delete", "method");

  private static final Set<String> POD_ENTRIES =
      Set.of("exec", "attach", "terminateOnError", "upload");

  private KubernetesRules() {}

  static Rule onlyInItsAdapter(String base) {
    return Rule.named(
        "the Kubernetes client is known only to outbound.kube and the wiring",
        noClasses()
            .that()
            .resideOutsideOfPackages(base + ".outbound.kube..", base + ".config..")
            .and()
            .haveSimpleNameNotEndingWith("Configuration")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8.."));
  }

  static Rule writesNothing() {
    return Rule.named(
        "only the executor writes to a cluster",
        noClasses()
            .should()
            .callMethodWhere(
                DescribedPredicate.describe("writes to a cluster", KubernetesRules::writes)));
  }

  /** Commands in pods can do anything, and their streams are the client's weakest part. */
  static Rule nobodyExecsIntoPods() {
    return Rule.named(
        "nobody runs commands in pods",
        noClasses()
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "enters a pod",
                    call -> ownedBy(call, CLIENT) && POD_ENTRIES.contains(call.getName()))));
  }

  private static boolean writes(JavaMethodCall call) {
    if (ownedBy(call, CLIENT + ".http.HttpRequest")) {
      return HTTP_WRITES.contains(call.getName());
    }
    boolean rawVerb =
        call.getName().equals("raw") && call.getTarget().getRawParameterTypes().size() > 1;
    return ownedBy(call, CLIENT) && (WRITE_VERBS.contains(call.getName()) || rawVerb);
  }

  private static boolean ownedBy(JavaMethodCall call, String prefix) {
    return call.getTargetOwner().getName().startsWith(prefix);
  }
}
