/** What the tests of the command line share. */
@NullMarked
package dev.walkback.cli;

import org.jspecify.annotations.NullMarked;
