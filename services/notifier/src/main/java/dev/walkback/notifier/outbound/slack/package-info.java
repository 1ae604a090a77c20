/**
 * Slack over HTTP: the Web API with a bot token, or an incoming webhook. Written on the JDK's
 * client because Slack's own library brings a second HTTP stack, Kotlin and another JSON library
 * for the four calls that are needed.
 */
@NullMarked
package dev.walkback.notifier.outbound.slack;

import org.jspecify.annotations.NullMarked;
