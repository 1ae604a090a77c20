package dev.walkback.systemtests.simulation.services;

import dev.walkback.events.topic.Topic;
import dev.walkback.systemtests.simulation.services.Machinery.Acknowledging;
import dev.walkback.systemtests.simulation.world.Agenda;
import dev.walkback.systemtests.simulation.world.Chance;
import dev.walkback.systemtests.simulation.world.Log;
import dev.walkback.systemtests.simulation.world.Post;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads one topic at least once: one key in order, keys beside each other; commits up to the first
 * record that is not done, and later than it is done.
 */
final class Intake {

  private final Topic topic;
  private final Log log;
  private final Agenda agenda;
  private final Chance chance;
  private final Handler handler;
  private final Acknowledging acknowledging;
  private final long[] committed = new long[Log.PARTITIONS];
  private final @Nullable Reading[] readings = new Reading[Log.PARTITIONS];

  /** Handles one record; whatever it plans lives in the session. */
  @FunctionalInterface
  interface Handler {

    /** Calls {@code done} once everything that the record asks for is done. */
    void handle(Post post, Session session, Runnable done);
  }

  /**
   * Reads from the beginning.
   *
   * @param acknowledging when it commits; no service of ours does so but when the work is done
   */
  Intake(Topic topic, Stage stage, Handler handler, Acknowledging acknowledging) {
    this.topic = topic;
    this.log = stage.log();
    this.agenda = stage.agenda();
    this.chance = stage.chance();
    this.handler = handler;
    this.acknowledging = acknowledging;
    log.subscribe(topic, this::appended);
  }

  void begin(Session session) {
    Reading reading = new Reading(session, committed[session.partition()]);
    readings[session.partition()] = reading;
    reading.pump();
  }

  private void appended(int partition) {
    Reading reading = readings[partition];
    if (reading != null) {
      reading.pump();
    }
  }

  /** How far one session got. */
  private final class Reading {

    private final Session session;
    private final TreeSet<Long> open = new TreeSet<>();
    private final Map<String, Deque<Post>> queues = new HashMap<>();
    private long next;
    private boolean committing;

    Reading(Session session, long next) {
      this.session = session;
      this.next = next;
    }

    void pump() {
      if (session.life().isDead() || session.isLeaving()) {
        return;
      }
      List<Post> posts = log.read(topic, session.partition());
      while (next < posts.size()) {
        Post post = posts.get((int) next);
        if (post.visibleAt() > agenda.now()) {
          agenda.at(post.visibleAt(), session.life(), this::pump);
          return;
        }
        next++;
        open.add(post.offset());
        Deque<Post> queue = queues.computeIfAbsent(post.key(), _ -> new ArrayDeque<>());
        queue.add(post);
        if (queue.size() == 1) {
          start(queue);
        }
      }
    }

    private void start(Deque<Post> queue) {
      Post post = queue.getFirst();
      agenda.after(
          chance.latency(5),
          session.life(),
          () -> {
            if (!session.isLeaving()) {
              if (acknowledging == Acknowledging.BEFORE_THE_WORK) {
                committed[session.partition()] = post.offset() + 1;
              }
              handler.handle(post, session, () -> done(post, queue));
            }
          });
    }

    private void done(Post post, Deque<Post> queue) {
      open.remove(post.offset());
      queue.removeFirst();
      if (!queue.isEmpty()) {
        start(queue);
      }
      if (!committing) {
        committing = true;
        agenda.after(chance.latency(50), session.life(), this::commit);
      }
    }

    private void commit() {
      committing = false;
      if (session.isCurrent() && acknowledging != Acknowledging.NEVER) {
        long reached = open.isEmpty() ? next : open.getFirst();
        committed[session.partition()] = Math.max(committed[session.partition()], reached);
      }
    }
  }
}
