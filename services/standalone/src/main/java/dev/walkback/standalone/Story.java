package dev.walkback.standalone;

import dev.walkback.events.WorkloadKind;
import java.util.Arrays;
import java.util.Optional;

/** What can be seen in the demo. */
enum Story {
  BAD_RELEASE(
      "bad-release",
      "a release crashes on start; it is walked back and proven healthy",
      WorkloadKind.DEPLOYMENT,
      "",
      "yes",
      End.HEALTHY),
  WEDGED_STATEFULSET(
      "wedged-statefulset",
      "a StatefulSet hangs on a broken pod, which Kubernetes alone never replaces",
      WorkloadKind.STATEFUL_SET,
      "",
      "yes",
      End.HEALTHY),
  NOTHING_RELEASED(
      "nothing-released",
      "an alert fires, but nothing was released for hours; nothing may be touched",
      WorkloadKind.DEPLOYMENT,
      "",
      "",
      End.SUPPRESSED),
  BAD_TARGET(
      "bad-target",
      "the version before is bad as well; Walkback stops and calls a human",
      WorkloadKind.DEPLOYMENT,
      "yes",
      "yes",
      End.NEEDS_HUMAN);

  /** How a story must end to be told right. */
  enum End {
    HEALTHY,
    SUPPRESSED,
    NEEDS_HUMAN
  }

  private final String id;
  private final String description;
  private final WorkloadKind kind;
  private final String firstCrashes;
  private final String secondCrashes;
  private final End end;

  Story(
      String id,
      String description,
      WorkloadKind kind,
      String firstCrashes,
      String secondCrashes,
      End end) {
    this.id = id;
    this.description = description;
    this.kind = kind;
    this.firstCrashes = firstCrashes;
    this.secondCrashes = secondCrashes;
    this.end = end;
  }

  static Optional<Story> named(String id) {
    return Arrays.stream(values()).filter(story -> story.id.equals(id)).findFirst();
  }

  String id() {
    return id;
  }

  String description() {
    return description;
  }

  WorkloadKind kind() {
    return kind;
  }

  boolean firstIsGood() {
    return firstCrashes.isEmpty();
  }

  /** Where it is, there is none: nothing goes out after the first release. */
  boolean secondIsGood() {
    return secondCrashes.isEmpty();
  }

  End end() {
    return end;
  }
}
