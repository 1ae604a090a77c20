package dev.walkback.cli.chain;

import dev.walkback.cli.text.Printable;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;
import java.util.List;

/** Where and how a chain does not hold. */
public sealed interface Break {

  /** The number at which it shows. */
  long sequence();

  /** One sentence. */
  String text();

  /** What was expected and what was found, whole, for whoever has to find out why. */
  List<String> details();

  /** A number is missing, stands twice, or stands in the wrong place. */
  record WrongNumber(long sequence, long found) implements Break {

    @Override
    public String text() {
      return "expected number %d, but found %d%s"
          .formatted(
              sequence,
              found,
              found > sequence
                  ? ": " + (found - sequence) + " missing, or out of place"
                  : ": it stands twice, or out of place");
    }

    @Override
    public List<String> details() {
      return List.of("expected number  " + sequence, "found number     " + found);
    }
  }

  /** It does not name the record that stands before it. */
  record WrongPrevious(long sequence, ContentDigest expected, ContentDigest found)
      implements Break {

    @Override
    public String text() {
      return "expected number %d to follow a record with digest %s…, but it names %s…: %s"
          .formatted(sequence, expected.abbreviated(), found.abbreviated(), guess());
    }

    private String guess() {
      return sequence == 1
          ? "it was written as a later one"
          : "number %d was changed after it was written, or number %d was"
              .formatted(sequence - 1, sequence);
    }

    @Override
    public List<String> details() {
      return List.of(
          "expected previous  %s (of what stands before it)".formatted(expected),
          "found previous     " + found);
    }
  }

  /** It is about another application. */
  record WrongApplication(long sequence, ApplicationId expected, ApplicationId found)
      implements Break {

    @Override
    public String text() {
      return "expected number %d to be about %s, but it is about %s"
          .formatted(sequence, expected, found);
    }

    @Override
    public List<String> details() {
      return List.of("expected application  " + expected, "found application     " + found);
    }
  }

  /** It cannot be read. */
  record Unreadable(long sequence, String trouble) implements Break {

    @Override
    public String text() {
      return "expected number %d, but a record cannot be read: %s"
          .formatted(sequence, Printable.of(trouble));
    }

    @Override
    public List<String> details() {
      return List.of("trouble  " + Printable.of(trouble));
    }
  }
}
