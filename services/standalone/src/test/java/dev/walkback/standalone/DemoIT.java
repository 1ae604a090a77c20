package dev.walkback.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.live.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real broker, real services, sandbox cluster; only the times are short. */
@Tag("broker")
class DemoIT {

  @TempDir private Path directory = Path.of("unset");

  private final StringWriter text = new StringWriter();

  private boolean play(Story story) throws IOException, InterruptedException {
    var terminal = new Terminal(new PrintWriter(text), false, false, 200);
    return new Demo(story, true, directory, terminal).run();
  }

  @Test
  void a_bad_release_is_walked_back_and_proven_healthy() throws Exception {
    boolean right = play(Story.BAD_RELEASE);

    assertThat(right).as(text.toString()).isTrue();
    assertThat(text.toString())
        .containsSubsequence(
            "release 1.0 serves",
            "release 2.0 goes out",
            "seen",
            "decided  deployment/backend goes back to revision 1",
            "done     deployment/backend is set back to revision 1",
            "proven   healthy",
            "proven   it stayed healthy",
            "production/backend is healthy again")
        .contains("[x] Rollback executed")
        .contains("for Jo, communications: Status page updated")
        .doesNotContain("\u001b");
  }

  @Test
  void a_statefulset_that_is_wedged_on_a_broken_pod_is_freed() throws Exception {
    boolean right = play(Story.WEDGED_STATEFULSET);

    assertThat(right).as(text.toString()).isTrue();
    assertThat(text.toString()).contains("broken pods removed: backend-");
  }

  @Test
  void without_a_release_in_the_window_nothing_is_touched() throws Exception {
    boolean right = play(Story.NOTHING_RELEASED);

    assertThat(right).as(text.toString()).isTrue();
    assertThat(text.toString()).contains("nothing is touched", "Writes to the cluster: 0");
  }

  @Test
  void a_target_that_is_bad_as_well_ends_with_a_human() throws Exception {
    boolean right = play(Story.BAD_TARGET);

    assertThat(right).as(text.toString()).isTrue();
    assertThat(text.toString()).contains("human!", "docs/runbooks/target-unhealthy.md");
  }
}
