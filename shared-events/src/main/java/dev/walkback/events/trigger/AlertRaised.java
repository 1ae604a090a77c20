package dev.walkback.events.trigger;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;

/**
 * An alert by a system that speaks Walkback's own events and knows the application. Foreign JSON is
 * accepted beside it.
 */
public record AlertRaised(ApplicationId application, Alert alert) implements Event {}
