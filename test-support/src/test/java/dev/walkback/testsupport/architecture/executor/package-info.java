@NullMarked
package dev.walkback.testsupport.architecture.executor;

import org.jspecify.annotations.NullMarked;
