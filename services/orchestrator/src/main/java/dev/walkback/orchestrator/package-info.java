/** 2: the saga; the only one who issues work. */
@NullMarked
package dev.walkback.orchestrator;

import org.jspecify.annotations.NullMarked;
