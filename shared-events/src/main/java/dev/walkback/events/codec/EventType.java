package dev.walkback.events.codec;

import dev.walkback.events.Event;

/**
 * A CloudEvents type and the record that it is read into. The name carries the major version and
 * never changes its meaning.
 */
public record EventType<E extends Event>(String name, Class<E> data) {}
