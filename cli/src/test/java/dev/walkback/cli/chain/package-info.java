/** Chains that were tampered with. */
@NullMarked
package dev.walkback.cli.chain;

import org.jspecify.annotations.NullMarked;
