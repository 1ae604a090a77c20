/** The node: runs the programs of pods in memory and reports on them as a kubelet does. */
@NullMarked
package dev.walkback.sandbox.kubelet;

import org.jspecify.annotations.NullMarked;
