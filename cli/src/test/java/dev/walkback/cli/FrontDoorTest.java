package dev.walkback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The script that people call knows every command that there is, and no other. */
class FrontDoorTest {

  private static final Pattern COMMANDS = Pattern.compile("(?m)^  (rollback \\|[^)]*)\\)");

  @Test
  void every_command_can_be_called_by_the_script() throws IOException {
    var list = COMMANDS.matcher(script());
    assertThat(list.find()).as("the script's list of commands").isTrue();

    Set<String> passedOn =
        Arrays.stream(list.group(1).split("[|\\\\\\s]+")).collect(Collectors.toSet());

    assertThat(passedOn).isEqualTo(commands().collect(Collectors.toSet()));
  }

  @Test
  void every_command_is_in_its_help() throws IOException {
    String script = script();
    String help = script.substring(script.indexOf("<<'HELP'"), script.indexOf("\nHELP\n"));

    assertThat(commands()).allSatisfy(command -> assertThat(help).containsPattern("\\b" + command));
  }

  private static Stream<String> commands() {
    return new CommandLine(new Walkback())
        .getSubcommands().entrySet().stream()
            .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
            .map(Map.Entry::getKey);
  }

  private static String script() throws IOException {
    return Files.readString(Path.of("../walkback"));
  }
}
