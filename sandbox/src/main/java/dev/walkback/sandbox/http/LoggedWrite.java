package dev.walkback.sandbox.http;

/**
 * One write that a client asked for, as the API server's audit log has it; also those that were
 * refused.
 */
public record LoggedWrite(String verb, String path, String userAgent, String body, int code) {}
