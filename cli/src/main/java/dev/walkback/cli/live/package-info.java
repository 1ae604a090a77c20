/** A rollback as it happens, on a terminal or in a pipe. */
@NullMarked
package dev.walkback.cli.live;

import org.jspecify.annotations.NullMarked;
