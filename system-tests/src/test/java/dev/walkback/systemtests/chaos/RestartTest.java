package dev.walkback.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.systemtests.chaos.Restart.Doings;
import dev.walkback.systemtests.chaos.Restart.Said;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartTest {

  private static final String SEEN = "dev.walkback.release.seen.v1";
  private static final Said SIGHT = new Said("walkback.suspicions", "0@7", SEEN, "release/a", "a");
  private static final Said AUDIT = new Said("walkback.audit", "0@3", "SoakStarted", "a/1", "a");
  private static final Doings BEFORE =
      new Doings(
          List.of(SIGHT, AUDIT), List.of("patch deployments/a"), List.of("chat.postMessage"));

  @Test
  void silence_is_no_fault() {
    assertThat(Restart.beyond(BEFORE, BEFORE)).isEmpty();
  }

  @Test
  void a_record_that_is_written_again_is_found_though_its_id_is_known() {
    var again = new Said("walkback.audit", "0@9", AUDIT.type(), AUDIT.id(), "a");

    assertThat(Restart.beyond(BEFORE, said(again)))
        .containsExactly("said after a restart at rest: SoakStarted a/1, 0@9");
  }

  @Test
  void what_is_live_may_be_said_again_with_the_same_id() {
    var again = new Said("walkback.suspicions", "0@9", SEEN, SIGHT.id(), "a");

    assertThat(Restart.beyond(BEFORE, said(again))).isEmpty();
  }

  @Test
  void what_is_live_must_not_have_become_something_else() {
    var other = new Said("walkback.suspicions", "0@9", SEEN, "release/b", "a");

    assertThat(Restart.beyond(BEFORE, said(other))).hasSize(1);
  }

  @Test
  void a_suspicion_that_is_said_again_is_found() {
    var again = new Said("walkback.suspicions", "0@9", "another", SIGHT.id(), "a");

    assertThat(Restart.beyond(BEFORE, said(again))).hasSize(1);
  }

  @Test
  void a_release_that_has_proven_nothing_may_be_watched_once_more() {
    var watch = new Said("walkback.audit", "0@9", "ReleaseWatchStarted", "a/2", "a");
    var asked = new Said("walkback.verifications", "0@9", "verification", "rb-1/watch", "a");
    var note = new Said("walkback.notifier-threads", "0@9", "", "", "a");

    assertThat(Restart.beyond(BEFORE, said(watch, asked, note))).isEmpty();
  }

  @Test
  void a_watch_of_one_application_excuses_no_other() {
    var watch = new Said("walkback.audit", "0@9", "ReleaseWatchStarted", "a/2", "a");
    var other = new Said("walkback.verifications", "0@9", "verification", "rb-2/watch", "b");

    assertThat(Restart.beyond(BEFORE, said(watch, other))).hasSize(1);
  }

  @Test
  void a_write_to_the_cluster_is_found() {
    var after =
        new Doings(
            BEFORE.said(), List.of("patch deployments/a", "delete pods/a-0"), BEFORE.posted());

    assertThat(Restart.beyond(BEFORE, after))
        .containsExactly("written after a restart at rest: delete pods/a-0");
  }

  @Test
  void a_message_in_the_chat_is_found() {
    var after =
        new Doings(BEFORE.said(), BEFORE.written(), List.of("chat.postMessage", "chat.update"));

    assertThat(Restart.beyond(BEFORE, after))
        .containsExactly("posted after a restart at rest: chat.update");
  }

  @Test
  void it_is_not_over_while_a_verification_goes_on() {
    var asked = new Said("walkback.verifications", "0@1", "verification", "v", "a");

    assertThat(Restart.isOver(List.of(asked))).isFalse();
  }

  @Test
  void it_is_over_when_the_verification_has_its_conclusion() {
    var asked = new Said("walkback.verifications", "0@1", "verification", "v", "a");
    var end = new Said("walkback.verification-outcomes", "0@1", "concluded", "v/concluded", "a");

    assertThat(Restart.isOver(List.of(asked, end))).isTrue();
  }

  private static Doings said(Said... further) {
    List<Said> all = new ArrayList<>(BEFORE.said());
    all.addAll(List.of(further));
    return new Doings(all, BEFORE.written(), BEFORE.posted());
  }
}
