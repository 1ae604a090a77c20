package dev.walkback.systemtests.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, in order and in words; kept only where somebody wants to read it. */
public final class Trace {

  private final boolean kept;
  private final Agenda agenda;
  private final List<String> lines = new ArrayList<>();

  public Trace(boolean kept, Agenda agenda) {
    this.kept = kept;
    this.agenda = agenda;
  }

  public void note(Supplier<String> line) {
    if (kept) {
      lines.add("%9.3f s  %s".formatted(agenda.now() / 1000.0, line.get()));
    }
  }

  public List<String> lines() {
    return lines;
  }
}
