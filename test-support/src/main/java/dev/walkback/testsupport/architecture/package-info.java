/** The rules of style and layout that a build can check. */
@NullMarked
package dev.walkback.testsupport.architecture;

import org.jspecify.annotations.NullMarked;
