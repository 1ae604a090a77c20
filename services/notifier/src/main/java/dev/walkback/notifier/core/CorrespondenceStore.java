package dev.walkback.notifier.core;

import java.util.List;

/** Where correspondences survive a restart. */
public interface CorrespondenceStore {

  /**
   * The newest correspondence of every application in this partition of the audit.
   *
   * @throws UnavailableException if it cannot be read now
   */
  List<Correspondence> load(int partition);

  /**
   * Keeps it; returns only when it is safe.
   *
   * @throws UnavailableException if it cannot be kept now
   */
  void save(Correspondence correspondence);

  /** The store cannot be reached; trying again later may help. */
  final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
