package dev.walkback.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.SampleSaga;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {

  private final SampleSaga saga = SampleSaga.of("production/backend");

  @Test
  void a_plan_says_what_is_tried_in_which_order_why_and_who_must_agree() {
    assertThat(new PlanText(80).of(saga.plan()))
        .containsExactly(
            "Plan " + saga.plan().digest().abbreviated() + " for data corruption",
            "  1. Argo CD: argocd/backend to its revision 17",
            "     deployment/backend to revision 41 (770e607624), away from 2f05d4b689",
            "  2. the workload itself (only if 1 does not help)",
            "     deployment/backend to revision 41 (770e607624), away from 2f05d4b689",
            "  - deployment/backend: to revision 41",
            "      because verified: it served 9 days",
            "  - approval: by 2",
            "      because the policy asks for it",
            "  2 other people have to agree before anything is done.",
            "  digest " + saga.plan().digest());
  }

  @Test
  void reasons_are_wrapped_under_themselves() {
    List<String> lines = new PlanText(24).reasons(saga.plan().lines());

    assertThat(lines)
        .contains("      because verified:", "      it served 9 days")
        .allSatisfy(line -> assertThat(line.length()).isLessThan(40));
  }
}
