package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FailpointTest {

  @Test
  void nothing_is_set_in_a_JVM_that_was_not_started_for_it() {
    assertThat(Failpoint.isAnySet()).isFalse();
  }

  @Test
  void a_name_alone_means_the_first_time() {
    var halt = Failpoint.Halt.parse("after-patch");

    assertThat(halt.isNow(Failpoint.AFTER_PATCH)).isTrue();
  }

  @Test
  void a_number_means_that_time_and_no_other() {
    var halt = Failpoint.Halt.parse("before-commit:2");

    assertThat(halt.isNow(Failpoint.BEFORE_COMMIT)).isFalse();
    assertThat(halt.isNow(Failpoint.BEFORE_COMMIT)).isTrue();
    assertThat(halt.isNow(Failpoint.BEFORE_COMMIT)).isFalse();
  }

  @Test
  void other_failpoints_do_not_count() {
    var halt = Failpoint.Halt.parse("before-post:1");

    assertThat(halt.isNow(Failpoint.AFTER_POST)).isFalse();
    assertThat(halt.isNow(Failpoint.BEFORE_POST)).isTrue();
  }

  @Test
  void a_name_that_is_none_is_refused_with_those_that_are() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Failpoint.Halt.parse("after-lunch"))
        .withMessageContaining("after-lunch")
        .withMessageContaining("after-patch");
  }

  @Test
  void a_number_that_is_none_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Failpoint.Halt.parse("after-patch:0"));
  }
}
