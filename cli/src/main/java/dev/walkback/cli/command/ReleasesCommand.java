package dev.walkback.cli.command;

import dev.walkback.cli.kafka.CliException;
import dev.walkback.cli.kafka.NothingToDo;
import dev.walkback.cli.live.Terminal;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.command.Command.CorrectStanding;
import dev.walkback.events.release.LedgerRelease;
import dev.walkback.events.release.ReleaseLedger;
import dev.walkback.events.release.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The ledger of an application. */
@Command(
    name = "releases",
    description = "Every release of an application that is known, with its standing and why.",
    subcommands = ReleasesCommand.Mark.class,
    footer = {"", "What it would go back to now, and why: ./walkback plan NS/APP"})
public final class ReleasesCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "NS/APP",
      description = "The application, for instance production/backend.",
      converter = ApplicationConverter.class)
  private @Nullable ApplicationId application;

  @Override
  public Integer call() {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    ApplicationId id = Objects.requireNonNull(application);
    ReleaseLedger ledger =
        Known.ledger(global.connection(), id)
            .orElseThrow(() ->
                new CliException(
                    "No release of %s is known: the detector has not seen it, or the name is wrong."
                        .formatted(id)));
    if (global.json()) {
      out.println(new String(new EventCodec().json(ledger), StandardCharsets.UTF_8));
    } else {
      Terminal terminal = global.terminal(out);
      new LedgerView(terminal, ZoneId.systemDefault()).lines(ledger).forEach(out::println);
    }
    out.flush();
    return Exit.OK;
  }

  /** Corrects the ledger. */
  @Command(
      name = "mark",
      description = "Correct the ledger: this release is known to be good, bad, or neither.",
      footer = {"", "Quarantined releases are never gone back to."})
  static final class Mark implements Callable<Integer> {

    @ParentCommand private @Nullable ReleasesCommand releases;
    @Mixin private OrderOptions order = new OrderOptions();
    @Mixin private RequiredReason reason = new RequiredReason();
    @Spec private @Nullable CommandSpec spec;

    @Parameters(
        index = "0",
        paramLabel = "DIGEST-PREFIX",
        converter = DigestPrefix.Converter.class,
        description = "The release, by the first digits of its content.")
    private DigestPrefix prefix = new DigestPrefix("");

    @Parameters(
        index = "1",
        paramLabel = "STANDING",
        description = "verified, quarantined or observed.")
    private Standing standing = Standing.OBSERVED;

    @Override
    public Integer call() {
      Instant now = Instant.now();
      ApplicationId id = Objects.requireNonNull(Objects.requireNonNull(releases).application);
      ContentDigest template = find(id);
      Signature by = order.sign(reason.text(), now);
      return new Orders(order, Objects.requireNonNull(spec).commandLine().getOut())
          .give(
              new CorrectStanding(id, by.issuer(), by.reason(), by.expiresAt(), template, standing),
              now,
              Orders.NOT_FOLLOWED);
    }

    /** In the ledger, or a content that only its whole digest can name. */
    private ContentDigest find(ApplicationId id) {
      List<ContentDigest> found =
          Known.ledger(order.connection(), id).stream()
              .flatMap(ledger -> ledger.releases().stream())
              .map(LedgerRelease::template)
              .filter(prefix::matches)
              .distinct()
              .toList();
      if (found.size() > 1) {
        throw new CliException(
            "Expected the beginning of one digest, but %s begins %d: %s."
                .formatted(
                    prefix,
                    found.size(),
                    found.stream().map(ContentDigest::toString).collect(Collectors.joining(", "))));
      }
      if (found.isEmpty() && prefix.whole().isEmpty()) {
        throw new NothingToDo(
            "No release of %s begins with %s; ./walkback releases %s lists them."
                .formatted(id, prefix, id));
      }
      return found.isEmpty() ? prefix.whole().orElseThrow() : found.getFirst();
    }
  }
}
