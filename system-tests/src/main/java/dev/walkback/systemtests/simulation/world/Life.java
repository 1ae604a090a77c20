package dev.walkback.systemtests.simulation.world;

import org.jspecify.annotations.Nullable;

/**
 * Something that acts until it dies: a process, or a part of one. What it had planned dies with it;
 * while it is frozen it plans to act, and acts late.
 */
public final class Life {

  /** Of people, brokers and clusters: they outlive every history. */
  public static final Life NATURE = new Life("nature", null);

  private final String name;
  private final @Nullable Life parent;
  private boolean dead;
  private long frozenUntil;

  private Life(String name, @Nullable Life parent) {
    this.name = name;
    this.parent = parent;
  }

  public static Life of(String name) {
    return new Life(name, null);
  }

  /** A part that ends with this one, or before. */
  public Life part(String part) {
    return new Life(name + " " + part, this);
  }

  public void die() {
    if (this == NATURE) {
      throw new IllegalStateException("Expected something mortal, but found nature");
    }
    dead = true;
  }

  public boolean isDead() {
    return dead || (parent != null && parent.isDead());
  }

  /** Nothing of it happens before this moment. */
  public void freezeUntil(long time) {
    frozenUntil = Math.max(frozenUntil, time);
  }

  public long frozenUntil() {
    return parent == null ? frozenUntil : Math.max(frozenUntil, parent.frozenUntil());
  }

  @Override
  public String toString() {
    return name;
  }
}
