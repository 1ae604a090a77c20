/**
 * The only package that writes to a cluster: one patch, and the deletion of wedged pods. Asking
 * whether we may is a POST, too.
 */
@NullMarked
package dev.walkback.executor.outbound.kube;

import org.jspecify.annotations.NullMarked;
