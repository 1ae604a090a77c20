/** The contract, held in place: golden files, schemas, docs. */
@NullMarked
package dev.walkback.events.codec;

import org.jspecify.annotations.NullMarked;
