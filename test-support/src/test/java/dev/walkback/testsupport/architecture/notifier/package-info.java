@NullMarked
package dev.walkback.testsupport.architecture.notifier;

import org.jspecify.annotations.NullMarked;
