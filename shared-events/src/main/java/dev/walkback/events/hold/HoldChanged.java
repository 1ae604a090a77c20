package dev.walkback.events.hold;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.Event;
import java.util.Optional;

/**
 * Whether a scope is held. The newest record of a scope counts.
 *
 * @param application the scope: an application, {@code namespace/*} or {@code *}{@code /*} for
 *     everything
 */
public record HoldChanged(ApplicationId application, Optional<Hold> hold) implements Event {}
