package dev.walkback.testsupport.architecture.detector.outbound;

import dev.walkback.testsupport.architecture.detector.inbound.Listener;
import org.jspecify.annotations.Nullable;

public record Sender(@Nullable Listener listener) {}
