@NullMarked
package dev.walkback.testsupport.architecture.detector;

import org.jspecify.annotations.NullMarked;
