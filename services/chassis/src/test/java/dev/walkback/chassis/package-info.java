/** Tests of the chassis. */
@NullMarked
package dev.walkback.chassis;

import org.jspecify.annotations.NullMarked;
