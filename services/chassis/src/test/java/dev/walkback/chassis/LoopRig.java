package dev.walkback.chassis;

import static org.awaitility.Awaitility.await;

import dev.walkback.events.codec.EventCodec;
import dev.walkback.events.execution.Execution;
import dev.walkback.events.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Work loops on the executions' topic, and what their handlers saw. */
final class LoopRig implements AutoCloseable {

  /** What a test does with one step. */
  interface Work {
    void on(String step) throws InterruptedException;
  }

  /** In the order in which handling began. */
  final List<String> begun = new CopyOnWriteArrayList<>();

  /** In the order in which handling ended well. */
  final List<String> done = new CopyOnWriteArrayList<>();

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final KafkaSettings settings;
  private final String group;
  private final RecordSender sender;
  private final List<KeyedWorkLoop> loops = new ArrayList<>();

  LoopRig(String bootstrapServers, String group) {
    this.settings = new KafkaSettings(bootstrapServers, Map.of());
    this.group = group;
    this.sender = new RecordSender(settings, () -> {});
  }

  /** Starts a loop and returns when it is a member of the group. */
  KeyedWorkLoop start(Work work) {
    KeyedWorkLoop loop = startWithoutWaiting(work);
    await().atMost(Samples.DEADLINE).until(loop::isReady);
    return loop;
  }

  KeyedWorkLoop startWithoutWaiting(Work work) {
    var deadLetters = new DeadLetters(sender, "test", meters);
    EventHandler handler =
        envelope -> {
          String step = ((Execution) envelope.data()).step();
          String said = envelope.application().name() + "/" + step;
          begun.add(said);
          work.on(step);
          done.add(said);
        };
    var loop =
        new KeyedWorkLoop(
            "loop-" + loops.size(),
            Topics.EXECUTIONS,
            group,
            settings,
            new RecordWork(Topics.EXECUTIONS, new EventCodec(), deadLetters, handler));
    loops.add(loop);
    loop.start();
    return loop;
  }

  double deadLetters() {
    return meters.find("walkback.dead.letters").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  List<String> doneOf(String application) {
    return done.stream().filter(step -> step.startsWith(application + "/")).toList();
  }

  @Override
  public void close() {
    loops.forEach(KeyedWorkLoop::stop);
    sender.close();
  }
}
