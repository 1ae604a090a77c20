/**
 * What every service needs at its edge and none may write twice: records in and out of topics, dead
 * letters, policies, health, metrics.
 */
@NullMarked
package dev.walkback.chassis;

import org.jspecify.annotations.NullMarked;
