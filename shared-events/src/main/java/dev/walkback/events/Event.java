package dev.walkback.events;

/**
 * Anything that crosses a topic as the data of a CloudEvent. Implemented by the sealed families in
 * the packages below.
 */
public interface Event {

  /** The application that the event is about; its text is the record key on every topic. */
  ApplicationId application();
}
