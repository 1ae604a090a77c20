/** The cluster, looked at for the verifier. Reads only. */
@NullMarked
package dev.walkback.verifier.outbound.kube;

import org.jspecify.annotations.NullMarked;
