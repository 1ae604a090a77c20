/** Reading and writing topics, with failures in words. */
@NullMarked
package dev.walkback.cli.kafka;

import org.jspecify.annotations.NullMarked;
