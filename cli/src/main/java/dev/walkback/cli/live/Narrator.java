package dev.walkback.cli.live;

import dev.walkback.cli.text.Fact;
import dev.walkback.cli.text.Facts;
import dev.walkback.cli.text.Times;
import dev.walkback.events.audit.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Tells an application's audit on a view, each record with the time since the story began. */
public final class Narrator {

  private final LiveView view;
  private final Facts facts;
  private final Instant start;

  /** A story that began at an instant; times are told from there on. */
  public Narrator(LiveView view, ZoneId zone, Instant start) {
    this.view = view;
    this.facts = new Facts(zone);
    this.start = start;
  }

  /** What an audit record says. */
  public void tell(AuditRecord record, Instant now) {
    Fact fact = facts.of(record);
    view.fact(since(fact.at()), fact.kind(), fact.text());
    record.status().ifPresent(status -> view.status(status, now));
  }

  /** What the narrator knows otherwise. */
  public void say(Fact.Kind kind, Instant at, String text) {
    view.fact(since(at), kind, text);
  }

  private String since(Instant at) {
    return "+" + Times.length(Duration.between(start, at));
  }
}
