package dev.walkback.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncementTest {

  @TempDir private Path directory = Path.of("unset");

  @Test
  void what_was_announced_is_taken_back() throws IOException {
    var ours = new Announcement(directory.resolve("sub").resolve("address"), "127.0.0.1:1");
    ours.make();

    ours.withdraw();

    assertThat(ours.file()).doesNotExist();
  }

  @Test
  void one_that_never_began_does_not_take_back_what_a_running_one_announced() throws IOException {
    Path file = directory.resolve("address");
    new Announcement(file, "127.0.0.1:1").make();

    new Announcement(file, "127.0.0.1:2").withdraw();

    assertThat(file).content().isEqualTo("127.0.0.1:1\n");
  }
}
