/** What a team would deploy to the cluster, and what its alerting would say. */
@NullMarked
package dev.walkback.sandbox.sample;

import org.jspecify.annotations.NullMarked;
