/** The sandbox seen through the client that the services use. */
@NullMarked
package dev.walkback.sandbox;

import org.jspecify.annotations.NullMarked;
