/** All of it in one JVM with an embedded Kafka: the laptop and the demo. */
@NullMarked
package dev.walkback.standalone;

import org.jspecify.annotations.NullMarked;
