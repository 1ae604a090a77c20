package dev.walkback.notifier.core;

/**
 * Where a message stands in the chat.
 *
 * @param channel the chat's own id of the channel, not its name
 * @param timestamp the chat's id of the message within it
 */
public record Posted(String channel, String timestamp) {}
