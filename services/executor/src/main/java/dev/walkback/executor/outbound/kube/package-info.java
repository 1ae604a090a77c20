/** The only package that writes to a cluster: one patch, and the deletion of wedged pods. */
@NullMarked
package dev.walkback.executor.outbound.kube;

import org.jspecify.annotations.NullMarked;
