/** Where a policy's bounds are. */
@NullMarked
package dev.walkback.events.policy;

import org.jspecify.annotations.NullMarked;
