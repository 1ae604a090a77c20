/** The hash chain of the audit: followed, and the first broken link named. */
@NullMarked
package dev.walkback.cli.chain;

import org.jspecify.annotations.NullMarked;
