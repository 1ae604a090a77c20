package dev.walkback.notifier.outbound.slack;

import java.util.regex.Pattern;

/**
 * Whom a message calls, in Slack's notation.
 *
 * @param text empty: nobody
 */
public record Mention(String text) {

  private static final Pattern EVERYBODY = Pattern.compile("channel|here|everyone");
  private static final Pattern GROUP = Pattern.compile("S[A-Z0-9]{6,}");
  private static final Pattern PERSON = Pattern.compile("[UW][A-Z0-9]{6,}");

  public static final Mention NOBODY = new Mention("");

  /**
   * From {@code channel}, {@code here}, {@code everyone}, the id of a user group ({@code S…}) or of
   * a person ({@code U…}, {@code W…}); nothing for nobody.
   */
  public static Mention of(String whom) {
    if (whom.isBlank()) {
      return NOBODY;
    }
    if (EVERYBODY.matcher(whom).matches()) {
      return new Mention("<!" + whom + ">");
    }
    if (GROUP.matcher(whom).matches()) {
      return new Mention("<!subteam^" + whom + ">");
    }
    if (PERSON.matcher(whom).matches()) {
      return new Mention("<@" + whom + ">");
    }
    throw new IllegalArgumentException(
        "Expected whom to call in Slack as channel, here, everyone, or the id of a user group (S…) or person (U…), but found '%s'"
            .formatted(whom));
  }

  /** Before the first words of a message. */
  String before(String words) {
    return text.isEmpty() ? words : text + " " + words;
  }
}
