/**
 * Rollbacks through five real processes and a real broker, while these die, hang and come back; and
 * a look from outside at what came of it.
 */
@NullMarked
package dev.walkback.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
