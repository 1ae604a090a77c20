/** The commands against a real broker. */
@NullMarked
package dev.walkback.cli.command;

import org.jspecify.annotations.NullMarked;
