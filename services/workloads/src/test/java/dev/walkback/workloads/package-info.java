@NullMarked
package dev.walkback.workloads;

import org.jspecify.annotations.NullMarked;
