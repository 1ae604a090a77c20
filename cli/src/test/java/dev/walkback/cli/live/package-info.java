/** Golden texts of what a terminal and a pipe show. */
@NullMarked
package dev.walkback.cli.live;

import org.jspecify.annotations.NullMarked;
