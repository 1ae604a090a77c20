package dev.walkback.cli.command;

import dev.walkback.cli.kafka.Warmup;
import dev.walkback.cli.policy.PolicyFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Loads what the other commands will load, so that a cache of classes can be made of it. */
@Command(name = "train", hidden = true, description = "For the start-up cache.")
public final class TrainCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Warmup.run();
    PolicyFiles.load(Path.of("nowhere"));
    return Exit.OK;
  }
}
