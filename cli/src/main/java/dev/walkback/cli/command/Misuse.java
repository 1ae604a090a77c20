package dev.walkback.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong options: what is wrong with them in one line, and where the right ones are listed. */
public final class Misuse implements IParameterExceptionHandler {

  private static final Pattern WHERE =
      Pattern.compile("^Invalid value for (?:positional parameter at index [\\d.]+|option) .*?: ");
  private static final Pattern TYPE = Pattern.compile("is not an? (?:int|long|short)$");

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    err.println(words(Objects.requireNonNullElse(failure.getMessage(), "Wrong options.")));
    List<String> suggestions =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    if (!suggestions.isEmpty()) {
      err.println("Did you mean " + String.join(" or ", suggestions) + "?");
    }
    err.println("All options: ./" + line.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return Exit.USAGE;
  }

  /** Our own sentences say it all; picocli's are kept, but speak of Java's types. */
  private static String words(String message) {
    String ours = WHERE.matcher(message).replaceFirst("");
    return ours.startsWith("Expected ")
        ? ours
        : TYPE.matcher(message).replaceFirst("is not a whole number");
  }
}
