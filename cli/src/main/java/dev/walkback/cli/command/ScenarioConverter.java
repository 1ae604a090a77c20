package dev.walkback.cli.command;

import dev.walkback.cli.text.Phrases;
import dev.walkback.events.suspicion.Scenario;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code bad-deployment} and the others on the command line. */
public final class ScenarioConverter implements ITypeConverter<Scenario> {

  @Override
  public Scenario convert(String value) {
    return Arrays.stream(Scenario.values())
        .filter(scenario -> Phrases.spelling(scenario).equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "Expected one of %s, but found '%s'"
                    .formatted(
                        Arrays.stream(Scenario.values())
                            .map(Phrases::spelling)
                            .collect(Collectors.joining(", ")),
                        value)));
  }
}
