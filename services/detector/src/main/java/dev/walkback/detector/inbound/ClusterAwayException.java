package dev.walkback.detector.inbound;

import org.apache.kafka.common.errors.RetriableException;

/**
 * A record cannot be handled yet, because the cluster is away. It is to be given again in a while,
 * as when the broker is away.
 */
public final class ClusterAwayException extends RetriableException {

  private static final long serialVersionUID = 1L;

  ClusterAwayException(String message) {
    super(message);
  }
}
