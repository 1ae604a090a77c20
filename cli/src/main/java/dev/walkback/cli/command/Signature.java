package dev.walkback.cli.command;

import java.time.Instant;

/** Who gives an order, why, and until when it is to be carried out. */
record Signature(String issuer, String reason, Instant expiresAt) {}
