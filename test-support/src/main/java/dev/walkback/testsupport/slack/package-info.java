/** A stand-in for Slack: the few calls that Walkback makes, as strict as the published API. */
@NullMarked
package dev.walkback.testsupport.slack;

import org.jspecify.annotations.NullMarked;
