package dev.walkback.notifier.outbound;

import dev.walkback.events.ApplicationId;
import dev.walkback.notifier.core.Correspondence;
import dev.walkback.notifier.core.CorrespondenceStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A store that can be told to lose the connection. Everything is in one partition. */
final class MemoryStore implements CorrespondenceStore {

  private final Map<ApplicationId, Correspondence> saved = new ConcurrentHashMap<>();
  private volatile Predicate<Correspondence> refuses = _ -> false;

  void refuse(Predicate<Correspondence> which) {
    refuses = which;
  }

  Correspondence of(String application) {
    return saved.getOrDefault(
        ApplicationId.parse(application), Correspondence.none(ApplicationId.parse(application)));
  }

  @Override
  public List<Correspondence> load(int partition) {
    return List.copyOf(saved.values());
  }

  @Override
  public void save(Correspondence correspondence) {
    if (refuses.test(correspondence)) {
      throw new UnavailableException("no broker", new IllegalStateException());
    }
    saved.put(correspondence.application(), correspondence);
  }
}
