package dev.walkback.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** A question to whoever sits at the terminal. Silence is no. */
record Question(PrintWriter out, BufferedReader in) {

  boolean agreed(String text) {
    out.print(text + " [y/N] ");
    out.flush();
    try {
      String answer = in.readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      return false;
    }
  }
}
