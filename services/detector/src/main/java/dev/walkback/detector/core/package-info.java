/**
 * What an alert means: whose it is, whether it is new and in time, and whether a release came
 * before it. Pure.
 */
@NullMarked
package dev.walkback.detector.core;

import org.jspecify.annotations.NullMarked;
