package dev.walkback.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.SampleStory;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.testsupport.KafkaFixture;
import dev.walkback.testsupport.WithKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Audits shown, and their chains verified on the topic and from a dump. */
@WithKafka
class AuditIT {

  private final Desk desk;

  AuditIT(KafkaFixture kafka) {
    desk = new Desk(kafka);
  }

  private static List<AuditRecord> story(String application) {
    return SampleStory.of(ApplicationId.parse(application), "alert/1");
  }

  @Test
  void the_audit_of_an_application_is_shown_and_its_chain_holds() {
    desk.publishAll(story("audit/whole"));

    Desk.Run run = desk.run("audit", "audit/whole");

    assertThat(run.code()).as(run.err()).isEqualTo(Exit.OK);
    assertThat(run.out())
        .contains("#1  2026-11-24T03:00:00Z  seen")
        .contains("deployment/whole goes back to revision 1 (shop/backend:1.0)")
        .contains("6 records; the chain holds");
  }

  @Test
  void a_record_that_is_missing_from_the_audit_is_marked() {
    List<AuditRecord> records = story("audit/gap");
    desk.publishAll(List.of(records.get(0), records.get(2)));

    Desk.Run run = desk.run("audit", "audit/gap");

    assertThat(run.code()).isEqualTo(Exit.INVALID);
    assertThat(run.out())
        .contains("the chain is broken here: expected number 2, but found 3")
        .contains("BROKEN in 1 place");
  }

  @Test
  void a_dump_of_the_audit_is_verified_without_a_broker(@TempDir Path dir) throws IOException {
    desk.publishAll(story("audit/dumped"));
    Path dump = dir.resolve("dump");

    Files.writeString(dump, desk.run("audit", "audit/dumped", "--json").out());

    Desk.Run whole =
        desk.runBare("audit", "verify", "audit/dumped", "--from-dump", dump.toString());
    assertThat(whole.code()).as(whole.err()).isEqualTo(Exit.OK);
    assertThat(whole.out())
        .contains("audit/dumped: number 1 to 6; the last one is sha256:")
        .contains("6 records of 1 application; every chain holds from the first to the last.");
  }

  @Test
  void a_dump_with_a_changed_byte_names_the_first_broken_link(@TempDir Path dir)
      throws IOException {
    desk.publishAll(story("audit/forged"));
    Path dump = dir.resolve("dump");
    Files.writeString(
        dump,
        desk.run("audit", "audit/forged", "--json")
            .out()
            .replaceFirst("\"revision\":1", "\"revision\":9"));

    Desk.Run run = desk.runBare("audit", "verify", "--all", "--from-dump", dump.toString());
    Desk.Run json =
        desk.runBare("audit", "verify", "--all", "--json", "--from-dump", dump.toString());

    assertThat(run.code()).isEqualTo(Exit.INVALID);
    assertThat(run.out())
        .contains("audit/forged: BROKEN at number 2: expected number 2 to follow a record with")
        .contains("  expected previous  sha256:")
        .contains("  found previous     sha256:");
    assertThat(json.code()).isEqualTo(Exit.INVALID);
    assertThat(JsonMapper.shared().readTree(json.out()).get("brokenAt").asLong()).isEqualTo(2);
  }

  @Test
  void a_chain_is_verified_on_its_topic_and_another_broken_one_does_not_matter() {
    desk.publishAll(story("verify/whole"));
    List<AuditRecord> gap = story("verify/gap");
    desk.publishAll(List.of(gap.get(0), gap.get(1), gap.get(4)));

    Desk.Run whole = desk.run("audit", "verify", "verify/whole");
    Desk.Run all = desk.run("audit", "verify", "--all");

    assertThat(whole.code()).as(whole.out() + whole.err()).isEqualTo(Exit.OK);
    assertThat(all.code()).isEqualTo(Exit.INVALID);
    assertThat(all.out())
        .contains("verify/gap: BROKEN at number 3: expected number 3, but found 5: 2 missing")
        .contains("verify/whole: number 1 to 6");
  }

  @Test
  void where_there_is_no_audit_nothing_is_verified(@TempDir Path dir) throws IOException {
    Path empty = Files.writeString(dir.resolve("empty"), "");

    assertThat(desk.run("audit", "verify", "no/such").code()).isEqualTo(Exit.FAILED);
    assertThat(desk.runBare("audit", "verify", "--all", "--from-dump", empty.toString()).err())
        .startsWith("There is no audit to check.");
    assertThat(desk.runBare("audit", "verify").code()).isEqualTo(Exit.USAGE);
    assertThat(desk.runBare("audit").err()).contains("Expected either an application or --all");
  }
}
