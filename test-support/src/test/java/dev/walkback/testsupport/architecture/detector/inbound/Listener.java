package dev.walkback.testsupport.architecture.detector.inbound;

import dev.walkback.testsupport.architecture.detector.outbound.Sender;
import org.jspecify.annotations.Nullable;

public record Listener(@Nullable Sender sender) {}
