/** The operator on the command line; only a client of the topics. */
@NullMarked
package dev.walkback.cli;

import org.jspecify.annotations.NullMarked;
