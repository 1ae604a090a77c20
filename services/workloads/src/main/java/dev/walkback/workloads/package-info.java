/**
 * What a workload is on the cluster: revisions and their content, rollout, pods, owners. Reads
 * only.
 */
@NullMarked
package dev.walkback.workloads;

import org.jspecify.annotations.NullMarked;
