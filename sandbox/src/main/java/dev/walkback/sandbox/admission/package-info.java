/**
 * What happens to an object between a request and the store: defaults, validation, metadata,
 * deletion.
 */
@NullMarked
package dev.walkback.sandbox.admission;

import org.jspecify.annotations.NullMarked;
