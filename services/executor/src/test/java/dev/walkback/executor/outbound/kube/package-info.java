@NullMarked
package dev.walkback.executor.outbound.kube;

import org.jspecify.annotations.NullMarked;
