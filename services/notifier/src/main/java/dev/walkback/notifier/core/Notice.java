package dev.walkback.notifier.core;

import java.util.Optional;

/**
 * A message that belongs to no rollback: nothing was done, but people should know.
 *
 * @param channel where to, if anything says so
 */
public record Notice(String key, Optional<String> channel, Card card) {}
