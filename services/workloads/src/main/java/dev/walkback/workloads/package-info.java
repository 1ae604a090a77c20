/**
 * What a workload is on the cluster: its revisions and their content digests, its rollout, its
 * pods. Reads only.
 */
@NullMarked
package dev.walkback.workloads;

import org.jspecify.annotations.NullMarked;
