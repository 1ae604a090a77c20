/** One class for each thing an operator can ask. */
@NullMarked
package dev.walkback.cli.command;

import org.jspecify.annotations.NullMarked;
