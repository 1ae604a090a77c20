/** The objects of the cluster, their versions and the changes that watchers follow. */
@NullMarked
package dev.walkback.sandbox.store;

import org.jspecify.annotations.NullMarked;
