package dev.walkback.orchestrator.outbound;

import dev.walkback.events.codec.Wire;
import dev.walkback.events.topic.Topic;

/** One record to be written. */
public record Outgoing(Topic topic, Wire wire) {}
