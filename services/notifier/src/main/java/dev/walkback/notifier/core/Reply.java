package dev.walkback.notifier.core;

/**
 * A message below the parent.
 *
 * @param key what it is about; a newer one about the same replaces one that was not sent yet
 */
public record Reply(String key, Card card) {}
