@NullMarked
package dev.walkback.testsupport.architecture.notifier.outbound;

import org.jspecify.annotations.NullMarked;
