package dev.walkback.notifier.outbound.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.AuditEntry.HumanNeeded.Reason;
import dev.walkback.events.audit.AuditEntry.TriggerSuppressed.Suppression;
import dev.walkback.events.audit.AuditRecord;
import dev.walkback.notifier.Saga;
import dev.walkback.notifier.Story;
import dev.walkback.notifier.core.Card;
import dev.walkback.notifier.core.Correspondence;
import dev.walkback.notifier.core.Fact;
import dev.walkback.notifier.core.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorrespondenceCodecTest {

  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final Rules RULES =
      new Rules(Optional.empty(), Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofHours(24));

  private final CorrespondenceCodec codec = new CorrespondenceCodec();
  private final Story story = new Story("production/backend", Optional.of("#incidents"), START);
  private final Saga saga = new Saga(story);

  @Test
  void what_is_saved_is_read_again() {
    Correspondence saved = Correspondence.none(ApplicationId.parse("production/backend"));
    for (AuditRecord record :
        List.of(
            story.started(),
            saga.planned(),
            saga.approvalWanted(),
            saga.attempt(0, 1),
            saga.stepRefused("1-backend"),
            saga.overdue(),
            saga.helpWanted(Reason.STEP_REFUSED),
            story.suppressed(Suppression.TOO_MANY_ROLLBACKS))) {
      saved = saved.fold(record, RULES, START);
    }

    assertThat(codec.decode(codec.encode(saved))).isEqualTo(saved);
  }

  @Test
  void a_rollback_that_an_earlier_version_told_of_goes_on() throws IOException {
    Correspondence earlier = codec.decode(resource("/correspondence/before-plans.json"));
    story.started();
    story.resolved();
    story.joined();
    story.suppressed(Suppression.NOTHING_RELEASED);

    Correspondence later = earlier.fold(story.verifying(), RULES, START);

    Card card = later.thread(story.id()).orElseThrow().card();
    assertThat(card.title()).startsWith("⏳ ROLLED BACK, NOT PROVEN YET");
    assertThat(card.facts())
        .extracting(Fact::label)
        .contains("Target version", "Leaving")
        .doesNotContain("Attempt");
    assertThat(later.thread(story.id()).orElseThrow().posted()).isPresent();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CorrespondenceCodecTest.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }
}
