/**
 * What crosses applications: slots, locks and the storm brake, asked for and answered on topics.
 */
@NullMarked
package dev.walkback.events.guard;

import org.jspecify.annotations.NullMarked;
