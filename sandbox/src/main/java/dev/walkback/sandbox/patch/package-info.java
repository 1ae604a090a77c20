/** The patch formats of the Kubernetes API, as functions from one tree to another. */
@NullMarked
package dev.walkback.sandbox.patch;

import org.jspecify.annotations.NullMarked;
