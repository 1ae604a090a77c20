package dev.walkback.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.WorkloadRef;
import dev.walkback.workloads.OwnerFinder.Ownership;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnerFinderIT {

  private static final String REPLICA_SET =
      ApiObjects.replicaSet("6d4cf56db6", "1", "2026-11-20T10:00:00Z", "{}", "").toString();
  private static final String SETS = "/apis/apps/v1/namespaces/shop/replicasets/";
  private static final String PODS = "/api/v1/namespaces/shop/pods/";
  private static final Ownership BACKEND =
      new Ownership.Owned(new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "backend"));

  private ScriptedApi api;

  @BeforeEach
  void start() throws IOException {
    api = new ScriptedApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void a_pod_leads_over_its_replica_set_to_the_deployment() {
    podOwnedBy("ReplicaSet", "backend-6d4cf56db6", "rs-6d4cf56db6");
    api.reply(SETS + "backend-6d4cf56db6", 200, REPLICA_SET);

    assertThat(owner("p")).isEqualTo(BACKEND);
  }

  @Test
  void a_replica_set_of_the_same_name_but_another_uid_proves_nothing() {
    podOwnedBy("ReplicaSet", "backend-6d4cf56db6", "rs-of-before");
    api.reply(SETS + "backend-6d4cf56db6", 200, REPLICA_SET);

    assertThat(owner("p")).isInstanceOf(Ownership.Unknown.class);
  }

  @Test
  void a_pod_that_is_gone_is_known_by_the_hash_of_its_replica_set() {
    api.reply(SETS + "backend-6d4cf56db6", 200, REPLICA_SET);

    assertThat(owner("backend-6d4cf56db6-x2x9z")).isEqualTo(BACKEND);
  }

  @Test
  void a_pod_that_is_gone_with_its_replica_set_is_unknown() {
    assertThat(owner("backend-6d4cf56db6-x2x9z")).isInstanceOf(Ownership.Unknown.class);
  }

  @Test
  void a_pod_of_a_stateful_set_belongs_to_it() {
    podOwnedBy("StatefulSet", "db", "uid");

    assertThat(owner("p"))
        .isEqualTo(new Ownership.Owned(new WorkloadRef(WorkloadKind.STATEFUL_SET, "shop", "db")));
  }

  @Test
  void a_pod_of_a_job_is_nobodys() {
    podOwnedBy("Job", "nightly", "uid");

    assertThat(owner("p")).isInstanceOf(Ownership.Unknown.class);
  }

  @Test
  void a_refusal_is_not_taken_for_an_absence() {
    api.reply(PODS + "p", 403, "{}");

    assertThat(owner("p")).isInstanceOf(Ownership.Unreadable.class);
  }

  private void podOwnedBy(String kind, String name, String uid) {
    api.reply(
        PODS + "p",
        200,
        """
        {"metadata":{"name":"p","ownerReferences":[
          {"kind":"%s","name":"%s","uid":"%s","controller":true}]}}\
        """
            .formatted(kind, name, uid));
  }

  private Ownership owner(String pod) {
    return new OwnerFinder(api.reads()).ownerOf("shop", pod);
  }
}
