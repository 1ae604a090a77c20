/** The stories of the demo, end to end in this JVM. */
@NullMarked
package dev.walkback.standalone;

import org.jspecify.annotations.NullMarked;
