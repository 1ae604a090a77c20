/** From a record on the triggers topic to alerts, and from findings to records. */
@NullMarked
package dev.walkback.detector.inbound;

import org.jspecify.annotations.NullMarked;
