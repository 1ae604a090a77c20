/**
 * Brokers, fakes, builders and architecture rules for tests. Never a compile-scope dependency of
 * what ships.
 */
@NullMarked
package dev.walkback.testsupport;

import org.jspecify.annotations.NullMarked;
