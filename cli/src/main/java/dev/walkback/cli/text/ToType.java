package dev.walkback.cli.text;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.ContentDigest;

/** Commands to be typed as they stand there: at night nobody looks up a syntax. */
public final class ToType {

  private ToType() {}

  public static String approve(ApplicationId application, ContentDigest plan) {
    return "./walkback approve %s --plan %s".formatted(application, plan.abbreviated());
  }

  public static String reject(ApplicationId application) {
    return "./walkback reject %s --reason '…'".formatted(application);
  }

  public static String retry(ApplicationId application) {
    return "./walkback retry " + application;
  }

  /** A step's name may have spaces. */
  public static String skip(ApplicationId application, String step) {
    return "./walkback skip %s '%s' --reason '…'".formatted(application, Printable.of(step));
  }

  public static String acknowledge(ApplicationId application) {
    return "./walkback ack " + application;
  }

  public static String tick(ApplicationId application) {
    return "./walkback tick %s BOX --reason '…'".formatted(application);
  }

  public static String abort(ApplicationId application) {
    return "./walkback abort %s --reason '…'".formatted(application);
  }

  public static String resume(ApplicationId scope) {
    return scope.equals(ApplicationId.EVERYTHING)
        ? "./walkback resume --all"
        : "./walkback resume " + (scope.isScope() ? "'" + scope + "'" : scope.toString());
  }

  public static String status(ApplicationId application) {
    return "./walkback status " + application;
  }

  public static String releases(ApplicationId application) {
    return "./walkback releases " + application;
  }
}
