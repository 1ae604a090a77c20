package dev.walkback.cli.policy;

/**
 * One mistake in a policy file.
 *
 * @param file as the user named it
 * @param line from 1 on
 * @param column from 1 on
 * @param field path of the field, for instance {@code spec.checks[0].service.port}; empty where the
 *     document as a whole is meant
 * @param message what was expected, what was found and, where we can guess it, what was meant
 */
public record PolicyProblem(String file, int line, int column, String field, String message) {

  @Override
  public String toString() {
    String place = file + ":" + line + ":" + column + ": ";
    return field.isEmpty() ? place + message : place + field + ": " + message;
  }
}
