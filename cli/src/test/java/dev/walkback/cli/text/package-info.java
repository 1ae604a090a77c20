/** Sentences, each held by its golden text. */
@NullMarked
package dev.walkback.cli.text;

import org.jspecify.annotations.NullMarked;
