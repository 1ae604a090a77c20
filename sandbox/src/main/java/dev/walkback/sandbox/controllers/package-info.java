/**
 * What Kubernetes' controller manager does for workloads: each controller moves the cluster one
 * step closer to its specs.
 */
@NullMarked
package dev.walkback.sandbox.controllers;

import org.jspecify.annotations.NullMarked;
