package dev.walkback.notifier.core;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.walkback.cli.Walkback;
import dev.walkback.cli.text.ToType;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.audit.RollbackStatus.Approval;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What people are told to type, the command line understands. */
class CommandsTest {

  private static final ApplicationId BACKEND = new ApplicationId("production", "backend");
  private static final ContentDigest PLAN = ContentDigest.of("plan");
  private static final String STEP = "roll back deployment/backend";

  /** As a shell takes a line apart. */
  private static final Pattern WORD = Pattern.compile("'[^']*'|\\S+");

  @ParameterizedTest
  @MethodSource({"ofMessages", "ofTheTerminal"})
  void can_be_typed_as_it_is_told(String line) {
    String[] words =
        WORD.matcher(line)
            .results()
            .map(MatchResult::group)
            .map(word -> word.replace("'", ""))
            .toArray(String[]::new);

    assertThatCode(() ->
            new CommandLine(new Walkback()).parseArgs(Arrays.copyOfRange(words, 1, words.length)))
        .doesNotThrowAnyException();
  }

  static Stream<String> ofMessages() {
    Approval approval =
        new Approval(PLAN, 1, List.of(), Instant.parse("2026-11-03T03:00:00Z"), List.of("because"));
    return Stream.of(
            Commands.onApproval(BACKEND, approval),
            Commands.onTrouble(BACKEND, List.of(STEP)),
            Commands.afterTrouble(BACKEND),
            List.of(
                Commands.rollBack(BACKEND),
                Commands.status(),
                Commands.holdEverything(),
                Commands.resume(ApplicationId.EVERYTHING),
                Commands.resume(ApplicationId.everythingIn("production")),
                Commands.resume(BACKEND)))
        .flatMap(List::stream)
        .map(Instruction::command);
  }

  static Stream<String> ofTheTerminal() {
    return Stream.of(
        ToType.approve(BACKEND, PLAN),
        ToType.reject(BACKEND),
        ToType.retry(BACKEND),
        ToType.skip(BACKEND, STEP),
        ToType.acknowledge(BACKEND),
        ToType.abort(BACKEND),
        ToType.resume(ApplicationId.EVERYTHING),
        ToType.resume(ApplicationId.everythingIn("production")),
        ToType.status(BACKEND),
        ToType.releases(BACKEND));
  }
}
