/**
 * A real, durable, single-node KRaft broker inside this JVM: the laptop, the demo and the tests.
 */
@NullMarked
package dev.walkback.localkafka;

import org.jspecify.annotations.NullMarked;
