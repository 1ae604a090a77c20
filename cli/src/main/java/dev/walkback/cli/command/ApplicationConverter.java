package dev.walkback.cli.command;

import dev.walkback.events.ApplicationId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code namespace/name} on the command line. */
public final class ApplicationConverter implements ITypeConverter<ApplicationId> {

  @Override
  public ApplicationId convert(String value) {
    try {
      return ApplicationId.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
