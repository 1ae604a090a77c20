package dev.walkback.cli.live;

import dev.walkback.cli.text.Fact;
import dev.walkback.cli.text.Facts;
import dev.walkback.cli.text.Times;
import dev.walkback.events.audit.AuditRecord;
import java.time.ZoneId;

/** Tells the audits of all applications on one view, each record by its time of day. */
public final class Bulletin {

  private final LiveView view;
  private final ZoneId zone;
  private final Facts facts;

  public Bulletin(LiveView view, ZoneId zone) {
    this.view = view;
    this.zone = zone;
    facts = new Facts(zone);
  }

  /**
   * What an audit record says, and of which application; what is of a wider scope says so itself.
   */
  public void tell(AuditRecord record) {
    Fact fact = facts.of(record);
    String of = record.application().isScope() ? "" : record.application() + ": ";
    view.fact(Times.clock(fact.at(), zone), fact.kind(), of + fact.text());
  }
}
