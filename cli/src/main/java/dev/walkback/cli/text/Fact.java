package dev.walkback.cli.text;

import java.time.Instant;

/** One line of the story: what kind of thing happened, when, and what. */
public record Fact(Kind kind, Instant at, String text) {

  /** The story goes from top to bottom. */
  public enum Kind {
    WORLD("cluster"),
    SEEN("seen"),
    DECIDED("decided"),
    WAITING("waiting"),
    OPERATOR("operator"),
    DONE("done"),
    LOOKING("looking"),
    PROVEN("proven"),
    NOTHING("not done"),
    TROUBLE("trouble"),
    HUMAN("human!");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
