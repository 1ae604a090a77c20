/**
 * What is healthy, and when that is settled. Pure: the world is looked at and waited for through
 * its interfaces.
 */
@NullMarked
package dev.walkback.verifier.core;

import org.jspecify.annotations.NullMarked;
