package dev.walkback.notifier.core;

/**
 * A command line for a person to copy.
 *
 * @param purpose what it is for, in a few words
 * @param command as it is typed; words in capitals are for the person to fill in
 */
public record Instruction(String purpose, String command) {}
