/** Addresses asked directly, as a user would. */
@NullMarked
package dev.walkback.verifier.outbound.web;

import org.jspecify.annotations.NullMarked;
