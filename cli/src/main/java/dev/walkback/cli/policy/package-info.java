/** Policies as people write them: YAML files, read completely, with every mistake named at once. */
@NullMarked
package dev.walkback.cli.policy;

import org.jspecify.annotations.NullMarked;
