/** What happens in a history, drawn from its seed. */
@NullMarked
package dev.walkback.systemtests.simulation.script;

import org.jspecify.annotations.NullMarked;
