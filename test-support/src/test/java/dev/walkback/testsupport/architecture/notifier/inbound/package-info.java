@NullMarked
package dev.walkback.testsupport.architecture.notifier.inbound;

import org.jspecify.annotations.NullMarked;
