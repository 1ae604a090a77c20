@NullMarked
package dev.walkback.testsupport.architecture.notifier.config;

import org.jspecify.annotations.NullMarked;
