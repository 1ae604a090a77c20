/** What an application asks of Walkback: which alerts, workloads, checks and limits are its own. */
@NullMarked
package dev.walkback.events.policy;

import org.jspecify.annotations.NullMarked;
