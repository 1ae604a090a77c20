package dev.walkback.standalone;

import dev.walkback.cli.live.LiveView;
import dev.walkback.cli.text.Fact;
import java.time.Duration;

/** What happens before the alert. */
record DemoPrelude(Story story, DemoCluster cluster, LiveView view) {

  /** Whether the cluster came to where the story begins. */
  boolean play(String first, String second) throws InterruptedException {
    if (story.firstIsGood()) {
      if (!cluster.awaitServing(first)) {
        return trouble("release " + first + " never served");
      }
      world("release " + first + " serves: 2 of 2 pods ready");
    } else {
      world("release " + first + " is deployed; nobody has noticed that it crashes as well");
    }
    if (story.secondIsGood()) {
      cluster.present();
      world("that was 5 hours ago, and nothing was released since; yet an alert fires");
      return true;
    }
    cluster.release(second, false, Duration.ZERO);
    world("release " + second + " goes out to " + DemoCluster.APPLICATION);
    if (!cluster.awaitCrashLoop()) {
      return trouble("release " + second + " did not crash");
    }
    world("its pods crash: CrashLoopBackOff; an alert fires");
    return true;
  }

  private void world(String text) {
    view.fact("", Fact.Kind.WORLD, text);
  }

  private boolean trouble(String text) {
    view.fact("", Fact.Kind.TROUBLE, text + " within " + Duration.ofSeconds(30).toSeconds() + " s");
    return false;
  }
}
