package dev.walkback.cli.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.cli.SampleStory;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.codec.EventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditChainTest {

  private static final ApplicationId BACKEND = ApplicationId.parse("production/backend");
  private static final ApplicationId OTHER = ApplicationId.parse("production/orders");

  private final List<byte[]> records = story(BACKEND);

  @Test
  void an_audit_as_it_was_written_holds() {
    assertThat(firstBreak()).isEmpty();
  }

  @Test
  void no_byte_of_any_record_but_the_last_can_be_changed_unseen() {
    for (int record = 0; record < records.size() - 1; record++) {
      for (int at = 0; at < records.get(record).length; at++) {
        var tampered = new ArrayList<>(records);
        tampered.set(record, flipped(records.get(record), at));

        assertThat(firstBreak(tampered)).as("byte %d of record %d", at, record + 1).isPresent();
      }
    }
  }

  @Test
  void a_changed_record_shows_at_the_one_after_it() {
    String forged = text(1).replace("revision\":1", "revision\":2");
    assertThat(forged).isNotEqualTo(text(1));
    ContentDigest written = ContentDigest.of(records.get(1));
    records.set(1, forged.getBytes(UTF_8));

    assertThat(firstBreak())
        .contains(new Break.WrongPrevious(3, ContentDigest.of(records.get(1)), written));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void a_dropped_record_is_a_gap_at_its_number(int dropped) {
    records.remove(dropped);

    assertThat(firstBreak()).contains(new Break.WrongNumber(dropped + 1, dropped + 2));
  }

  @Test
  void two_swapped_records_show_at_the_first_of_them() {
    byte[] third = records.remove(2);
    records.add(3, third);

    assertThat(firstBreak()).contains(new Break.WrongNumber(3, 4));
  }

  @Test
  void a_record_that_stands_twice_shows_the_second_time() {
    records.add(2, records.get(1));

    assertThat(firstBreak()).contains(new Break.WrongNumber(3, 2));
  }

  @Test
  void a_record_of_another_application_is_named() {
    records.set(2, story(OTHER).get(2));

    assertThat(firstBreak()).contains(new Break.WrongApplication(3, BACKEND, OTHER));
  }

  @Test
  void a_record_that_is_no_json_has_its_place_and_its_reason() {
    records.set(3, "{\"application\":".getBytes(UTF_8));

    assertThat(firstBreak())
        .get()
        .isInstanceOfSatisfying(
            Break.Unreadable.class,
            broken -> {
              assertThat(broken.sequence()).isEqualTo(4);
              assertThat(broken.trouble()).startsWith("expected JSON, but ");
            });
  }

  @Test
  void a_field_that_stands_twice_could_mean_either_and_is_refused() {
    records.set(1, text(1).replaceFirst("\\{", "{\"sequence\":2,").getBytes(UTF_8));

    assertThat(firstBreak()).get().isInstanceOf(Break.Unreadable.class);
  }

  @Test
  void a_kind_of_entry_that_a_later_version_wrote_is_checked_as_well() {
    var later = new ArrayList<>(records.subList(0, 2));
    later.add(
        """
        {"application":"production/backend","sequence":3,"previous":"%s","entry":{"kind":"beamed-up"}}\
        """
            .formatted(ContentDigest.of(records.get(1)))
            .getBytes(UTF_8));

    assertThat(firstBreak(later)).isEmpty();
  }

  @Test
  void what_was_cut_off_at_the_end_shows_only_in_the_last_digest() {
    var whole = new AuditChain(BACKEND);
    records.forEach(whole::accept);
    var cut = new AuditChain(BACKEND);
    records.subList(0, 5).forEach(cut::accept);

    assertThat(cut.digest()).isNotEqualTo(whole.digest());
    assertThat(whole.digest()).isEqualTo(ContentDigest.of(records.getLast()));
    assertThat(whole.last()).isEqualTo(6);
  }

  private Optional<Break> firstBreak() {
    return firstBreak(records);
  }

  private static Optional<Break> firstBreak(List<byte[]> records) {
    var chain = new AuditChain(BACKEND);
    return records.stream().map(chain::accept).flatMap(Optional::stream).findFirst();
  }

  private static byte[] flipped(byte[] record, int at) {
    byte[] copy = record.clone();
    copy[at] ^= 1;
    return copy;
  }

  private String text(int record) {
    return new String(records.get(record), UTF_8);
  }

  private static List<byte[]> story(ApplicationId application) {
    var codec = new EventCodec();
    return new ArrayList<>(
        SampleStory.of(application, "alert/1").stream().map(codec::json).toList());
  }
}
