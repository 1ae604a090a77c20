package dev.walkback.notifier.core;

import dev.walkback.events.ApplicationId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Where people are told. Implementations never throw for trouble of the chat; they say it. */
public interface Chat {

  Style style();

  /** Least time between two messages to one channel. */
  Duration pace();

  /** Tells one thing, and waits for the answer for a bounded time. */
  Outcome tell(ApplicationId application, Delivery delivery);

  /**
   * Looks in the chat for messages of this rollback, where it is not known whether they arrived.
   */
  Search search(RollbackThread thread);

  /** What came of telling. */
  sealed interface Outcome {

    /** It is there; at this place, if the chat says where. */
    record Told(Optional<Posted> where) implements Outcome {}

    /**
     * It may work later.
     *
     * @param after not before this time is over, if the chat says so
     * @param perhapsSent whether it may have arrived all the same
     */
    record TryAgain(Optional<Duration> after, String reason, boolean perhapsSent)
        implements Outcome {}

    /** It will not work again until a person changes something. */
    record Refused(String error, String advice) implements Outcome {}

    /**
     * This channel does not take it until a person changes something; another one may.
     *
     * @param channel where to tell it instead
     */
    record Elsewhere(String channel, String error, String advice) implements Outcome {}

    /** The message to be changed or answered is not there any more. */
    record Gone(String error) implements Outcome {}
  }

  /** What came of looking. */
  sealed interface Search {

    /**
     * The chat was read.
     *
     * @param parent empty: it never arrived
     * @param replies keys of those that did
     */
    record Seen(Optional<Posted> parent, Set<String> replies) implements Search {}

    /** The chat could not be read now. */
    record TryAgain(Optional<Duration> after, String reason) implements Search {}

    /** The chat cannot be read at all; telling twice is better than not telling. */
    record Blind(String reason) implements Search {}
  }
}
