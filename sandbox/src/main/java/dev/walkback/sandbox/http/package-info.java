/**
 * The Kubernetes API over HTTP: paths, verbs, watches, proxies, faults and the record of writes.
 */
@NullMarked
package dev.walkback.sandbox.http;

import org.jspecify.annotations.NullMarked;
