/**
 * A small Kubernetes API over HTTP inside this JVM, with just enough controllers for the demo and
 * for tests.
 */
@NullMarked
package dev.walkback.sandbox;

import org.jspecify.annotations.NullMarked;
