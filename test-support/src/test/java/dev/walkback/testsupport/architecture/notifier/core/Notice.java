package dev.walkback.testsupport.architecture.notifier.core;

import java.time.Instant;

/** Told the time, knows nobody. */
public record Notice(String text, Instant at) {}
