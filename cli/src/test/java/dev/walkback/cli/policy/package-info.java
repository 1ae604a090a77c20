/** Policies as folders: YAML in, policies or messages out. */
@NullMarked
package dev.walkback.cli.policy;

import org.jspecify.annotations.NullMarked;
