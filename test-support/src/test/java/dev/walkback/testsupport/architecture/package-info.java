@NullMarked
package dev.walkback.testsupport.architecture;

import org.jspecify.annotations.NullMarked;
