@NullMarked
package dev.walkback.testsupport;

import org.jspecify.annotations.NullMarked;
