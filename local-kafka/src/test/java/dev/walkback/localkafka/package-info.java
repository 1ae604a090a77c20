@NullMarked
package dev.walkback.localkafka;

import org.jspecify.annotations.NullMarked;
