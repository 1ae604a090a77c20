/** Words for people. */
@NullMarked
package dev.walkback.cli.text;

import org.jspecify.annotations.NullMarked;
