@NullMarked
package dev.walkback.testsupport.architecture.detector.inbound;

import org.jspecify.annotations.NullMarked;
