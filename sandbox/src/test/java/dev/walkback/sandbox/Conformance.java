package dev.walkback.sandbox;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Cases that say what a cluster does: each in a namespace of its own, on whatever is opened. */
abstract class Conformance {
  World world;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  void create(HasMetadata object) {
    world.client().resource(object).inNamespace(world.namespace()).create();
  }

  /** A release as the executor makes it: the whole template is replaced, and nothing else. */
  void takeTemplateOf(HasMetadata workload) {
    var serialization = world.client().getKubernetesSerialization();
    Object template =
        serialization
            .convertValue(workload, GenericKubernetesResource.class)
            .get("spec", "template");
    world
        .client()
        .resource(workload)
        .inNamespace(world.namespace())
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\":\"replace\",\"path\":\"/spec/template\",\"value\":%s}]"
                .formatted(serialization.asJson(template)));
  }
}
