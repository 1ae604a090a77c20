/** The cluster, looked at for the detector. Reads only. */
@NullMarked
package dev.walkback.detector.outbound.kube;

import org.jspecify.annotations.NullMarked;
