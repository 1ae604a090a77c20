@NullMarked
package dev.walkback.testsupport.architecture.notifier.core;

import org.jspecify.annotations.NullMarked;
