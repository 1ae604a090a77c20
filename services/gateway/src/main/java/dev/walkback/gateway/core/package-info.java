/** What is an alert and what is not; knows neither HTTP nor Kafka. */
@NullMarked
package dev.walkback.gateway.core;

import org.jspecify.annotations.NullMarked;
