package dev.walkback.cli.command;

import dev.walkback.cli.kafka.TopicCatalogue;
import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Walkback's topics on the broker. */
@Command(
    name = "topics",
    description = "List Walkback's topics, or create those that are missing.",
    subcommands = {TopicsCommand.Listing.class, TopicsCommand.Creation.class})
public final class TopicsCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Expected 'topics list' or 'topics create'.");
  }

  /** Fails if one is missing or their partitions differ. */
  @Command(name = "list", description = "Name each topic and whether it is as it should be.")
  static final class Listing implements Callable<Integer> {

    @Mixin private GlobalOptions global = new GlobalOptions();
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      try (var catalogue = TopicCatalogue.open(global.connection())) {
        Map<String, Integer> partitions = catalogue.partitions();
        Topics.ALL.forEach(topic -> out.println(line(topic, partitions.get(topic.name()))));
        boolean uneven = partitions.values().stream().distinct().count() > 1;
        if (uneven) {
          out.println(
              "Expected the same number of partitions everywhere, else an application is not in the"
                  + " same one on each topic.");
        }
        out.flush();
        return uneven || partitions.size() < Topics.ALL.size() ? Exit.INVALID : Exit.OK;
      }
    }

    private static String line(Topic topic, @Nullable Integer partitions) {
      return String.format(
          Locale.ROOT,
          "%-32s %-14s %s",
          topic.name(),
          partitions == null ? "MISSING" : partitions + " partitions",
          switch (topic.retention()) {
            case WEEK -> "kept for a week";
            case FOREVER -> "kept for ever";
            case LATEST_PER_KEY -> "newest of each application kept";
          });
    }
  }

  /** Leaves alone what is there. */
  @Command(name = "create", description = "Create the topics that are missing.")
  static final class Creation implements Callable<Integer> {

    @Mixin private GlobalOptions global = new GlobalOptions();
    @Spec private @Nullable CommandSpec spec;

    @Option(
        names = "--partitions",
        defaultValue = "12",
        description = "The same for all. Default: ${DEFAULT-VALUE}.")
    private int partitions = 12;

    @Option(names = "--replication", description = "Copies. Default: the broker's.")
    private @Nullable Short replication;

    @Override
    public Integer call() {
      CommandLine line = Objects.requireNonNull(spec).commandLine();
      if (partitions < 1) {
        throw new ParameterException(
            line, "Expected --partitions of at least 1, but found " + partitions + ".");
      }
      try (var catalogue = TopicCatalogue.open(global.connection())) {
        List<String> created = catalogue.create(partitions, Optional.ofNullable(replication));
        created.forEach(name -> line.getOut().println("created " + name));
        if (created.isEmpty()) {
          line.getOut().println("All topics are there already.");
        }
        line.getOut().flush();
        return Exit.OK;
      }
    }
  }
}
