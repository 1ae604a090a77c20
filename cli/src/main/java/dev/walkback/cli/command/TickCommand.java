package dev.walkback.cli.command;

import dev.walkback.cli.kafka.NothingToDo;
import dev.walkback.cli.live.LeftForPeople;
import dev.walkback.cli.text.Phrases;
import dev.walkback.events.audit.Box;
import dev.walkback.events.audit.Mark;
import dev.walkback.events.audit.RollbackStatus;
import dev.walkback.events.command.Command.TickBox;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says that boxes are done that are left for people, also of a rollback that has ended. */
@Command(
    name = "tick",
    description =
        "Say that a box is done that is left for people, also after the rollback has ended. Without"
            + " a box: list what is left, and who looks after it.")
public final class TickCommand implements Callable<Integer> {

  @Mixin private AboutRollback about = new AboutRollback();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "BOX",
      description = "For instance status-page-updated; several may be named.")
  private List<String> names = List.of();

  @Option(
      names = {"-r", "--reason"},
      paramLabel = "TEXT",
      description = "How you know; it stands beside the box and in the audit.")
  private String reason = "";

  @Override
  public Integer call() {
    Set<Box> boxes = boxes();
    RollbackStatus status = newest();
    if (boxes.isEmpty()) {
      list(LeftForPeople.of(status).listInFull());
      return Exit.OK;
    }
    boxes.forEach(box -> requireForPeople(box, status));
    int worst = Exit.OK;
    for (Box box : boxes) {
      worst = Math.max(worst, tick(box, status));
    }
    if (!about.order().global().json()) {
      list(LeftForPeople.of(newest()).list());
    }
    return worst;
  }

  /** Each once, in the order given. */
  private Set<Box> boxes() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    Set<Box> boxes = new LinkedHashSet<>();
    names.forEach(name -> boxes.add(BoxNames.box(name, line)));
    if (!boxes.isEmpty() && reason.isBlank()) {
      throw new ParameterException(
          line, "Expected --reason TEXT, for instance --reason 'it says so', but it is missing");
    }
    return boxes;
  }

  private RollbackStatus newest() {
    return Known.newest(about.order().connection(), about.application());
  }

  private int tick(Box box, RollbackStatus status) {
    Instant now = Instant.now();
    Signature by = about.order().sign(reason, now);
    return new Orders(about.order(), about.out())
        .giveBriefly(
            new TickBox(
                status.application(),
                by.issuer(),
                by.reason(),
                by.expiresAt(),
                status.rollbackId(),
                box),
            now);
  }

  /** A wrong box is found here, where the right ones can be offered as they are typed. */
  private static void requireForPeople(Box box, RollbackStatus status) {
    List<Box> forPeople =
        status.checklist().stream().filter(Mark::mayBeTicked).map(Mark::box).toList();
    if (!forPeople.contains(box)) {
      throw new NothingToDo(
          "Expected a box that is left for people, but found %s, which Walkback ticks itself; left for people: %s"
              .formatted(
                  Phrases.spelling(box),
                  forPeople.stream().map(Phrases::spelling).collect(Collectors.joining(", "))));
    }
  }

  private void list(List<String> lines) {
    (lines.isEmpty() ? List.of("Nothing is left for people.") : lines)
        .forEach(about.out()::println);
    about.out().flush();
  }
}
