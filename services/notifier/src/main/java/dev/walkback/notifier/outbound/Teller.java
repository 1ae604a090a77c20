package dev.walkback.notifier.outbound;

import dev.walkback.notifier.core.Chat;
import dev.walkback.notifier.core.Chat.Outcome;
import dev.walkback.notifier.core.Chat.Search;
import dev.walkback.notifier.core.Delivery;
import dev.walkback.notifier.core.RollbackThread;
import dev.walkback.notifier.core.Telling.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one thing after the other, as fast as each channel takes it, and never gives up on what may
 * work later: it waits as long as the chat says, else 1, 2, 4 ... at most 60 seconds. What the chat
 * refuses for good goes to the log, with one clear line for each channel and error; what only one
 * channel does not take goes where the chat says.
 */
public final class Teller implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Teller.class);
  private static final String NOWHERE = "log";
  private static final int MAX_BACKOFF_SHIFT = 6;
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(60);

  private final Chat chat;
  private final Chat logbook;
  private final Tally tally;
  private final InstantSource clock;
  private final Duration backoffUnit;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Set<String> complained = ConcurrentHashMap.newKeySet();

  /**
   * @param logbook where goes what the chat does not take
   * @param backoffUnit the first wait after a failure
   */
  public Teller(Chat chat, Chat logbook, Tally tally, InstantSource clock, Duration backoffUnit) {
    this.chat = chat;
    this.logbook = logbook;
    this.tally = tally;
    this.clock = clock;
    this.backoffUnit = backoffUnit;
  }

  void pending(Supplier<Number> count) {
    tally.pending(count);
  }

  boolean hasWork(Entry entry) {
    return entry.next(chat.style()).isPresent();
  }

  void submit(Entry entry) {
    entry.next(chat.style()).ifPresent(task -> lane(channel(task)).submit(entry));
  }

  @Override
  public void close() {
    lanes.values().forEach(Lane::stop);
  }

  private Lane lane(String channel) {
    return lanes.computeIfAbsent(channel, name -> new Lane(name, entry -> tellOne(name, entry)));
  }

  private static String channel(Task task) {
    return task.delivery().channel().orElse(NOWHERE);
  }

  private Duration tellOne(String channel, Entry entry) {
    entry.telling.lock();
    try {
      Optional<Task> next = entry.next(chat.style());
      return next.isEmpty() || !channel(next.get()).equals(channel)
          ? Duration.ZERO
          : tell(channel, entry, next.get());
    } finally {
      entry.telling.unlock();
      submit(entry);
    }
  }

  private Duration tell(String channel, Entry entry, Task task) {
    return switch (task) {
      case Task.Tell(Delivery delivery) -> {
        Outcome outcome = chat.tell(entry.application(), delivery);
        entry.note(telling -> telling.told(delivery, outcome));
        yield settle(channel, entry, delivery, outcome);
      }
      case Task.Log(Delivery delivery) -> {
        logbook.tell(entry.application(), delivery);
        entry.note(telling -> telling.logged(delivery));
        yield Duration.ZERO;
      }
      case Task.Look(RollbackThread thread, _) -> {
        Search search = chat.search(thread);
        entry.note(telling -> telling.searched(thread.id(), search));
        yield searched(channel, search);
      }
    };
  }

  /** How long the channel must rest. */
  private Duration settle(String channel, Entry entry, Delivery delivery, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Told _ -> {
        failures.remove(channel);
        complained.removeIf(complaint -> complaint.startsWith(channel + " "));
        tally.count(delivery.kind(), "told");
        Instant last = entry.current().correspondence().lastAt();
        Duration age = Duration.between(last, clock.instant());
        tally.delay(age.isNegative() ? Duration.ZERO : age);
        yield chat.pace();
      }
      case Outcome.TryAgain again -> {
        tally.count(delivery.kind(), "retried");
        yield backOff(channel, again.after(), again.reason());
      }
      case Outcome.Refused refused -> {
        tally.count(delivery.kind(), "refused");
        complain(channel, refused.error(), refused.advice() + " Messages for it go to this log.");
        logbook.tell(entry.application(), delivery);
        yield chat.pace();
      }
      case Outcome.Elsewhere elsewhere -> {
        tally.count(delivery.kind(), "moved");
        complain(
            channel,
            elsewhere.error(),
            elsewhere.advice() + " Messages for it go to " + elsewhere.channel() + ".");
        yield chat.pace();
      }
      case Outcome.Gone gone -> {
        tally.count(delivery.kind(), "gone");
        log.info(
            "The message about {} is gone from {} ({}); posting it anew",
            entry.application(),
            channel,
            gone.error());
        yield chat.pace();
      }
    };
  }

  private Duration searched(String channel, Search search) {
    return switch (search) {
      case Search.Seen _ -> Duration.ZERO;
      case Search.TryAgain again -> backOff(channel, again.after(), again.reason());
      case Search.Blind blind -> {
        complain(
            channel,
            "cannot be searched for our messages: " + blind.reason(),
            "A message may stand there twice.");
        yield Duration.ZERO;
      }
    };
  }

  private Duration backOff(String channel, Optional<Duration> after, String reason) {
    int count = failures.merge(channel, 1, Integer::sum);
    Duration grown = backoffUnit.multipliedBy(1L << Math.min(count - 1, MAX_BACKOFF_SHIFT));
    Duration capped = grown.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : grown;
    Duration wait = after.orElse(capped);
    log.warn(
        "Cannot tell {} now ({}); trying again in {} ms, attempt {}",
        channel,
        reason,
        wait.toMillis(),
        count);
    return wait;
  }

  private void complain(String channel, String error, String advice) {
    if (complained.add(channel + " " + error)) {
      log.error("Channel {}: {}. {}", channel, error, advice);
    }
  }
}
