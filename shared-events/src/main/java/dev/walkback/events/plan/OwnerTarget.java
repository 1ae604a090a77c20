package dev.walkback.events.plan;

/**
 * Where an owner goes back to.
 *
 * @param revision in the owner's own terms, absolute
 */
public record OwnerTarget(String namespace, String name, String revision) {}
