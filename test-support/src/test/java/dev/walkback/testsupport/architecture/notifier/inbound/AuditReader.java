package dev.walkback.testsupport.architecture.notifier.inbound;

import dev.walkback.testsupport.architecture.notifier.core.Notice;
import java.time.InstantSource;

/** Reads the clock that it was given. */
public record AuditReader(InstantSource time) {
  Notice read(String text) {
    return new Notice(text, time.instant());
  }
}
