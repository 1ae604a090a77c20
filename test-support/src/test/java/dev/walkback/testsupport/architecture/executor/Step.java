package dev.walkback.testsupport.architecture.executor;

public record Step(String name) {}
