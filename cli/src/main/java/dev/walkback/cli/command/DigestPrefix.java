package dev.walkback.cli.command;

import dev.walkback.events.ContentDigest;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The beginning of a digest, as people copy it: six digits or more. */
record DigestPrefix(String digits) {

  private static final String SCHEME = "sha256:";

  static DigestPrefix parse(String text) {
    String digits = text.toLowerCase(Locale.ROOT);
    digits = digits.startsWith(SCHEME) ? digits.substring(SCHEME.length()) : digits;
    if (!digits.matches("[0-9a-f]{6,64}")) {
      throw new IllegalArgumentException(
          "Expected the first 6 or more hexadecimal digits of a digest, but found '%s'"
              .formatted(text));
    }
    return new DigestPrefix(digits);
  }

  boolean matches(ContentDigest digest) {
    return digest.value().startsWith(SCHEME + digits);
  }

  /** The digest, where all of it was given. */
  Optional<ContentDigest> whole() {
    return digits.length() == 64
        ? Optional.of(new ContentDigest(SCHEME + digits))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return digits;
  }

  /** For the command line. */
  static final class Converter implements ITypeConverter<DigestPrefix> {

    @Override
    public DigestPrefix convert(String value) {
      try {
        return parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
