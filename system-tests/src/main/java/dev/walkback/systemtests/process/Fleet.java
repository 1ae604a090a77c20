package dev.walkback.systemtests.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** Services as processes, any number of each, meeting only on topics. */
public final class Fleet implements AutoCloseable {

  private final FleetSettings settings;
  private final List<ServiceProcess> all = new ArrayList<>();

  public Fleet(FleetSettings settings) {
    this.settings = settings;
  }

  /** Starts one instance of each, all at once, and returns at once. */
  public Fleet start(Collection<Service> services) {
    services.forEach(this::start);
    return this;
  }

  /** Starts one more instance, and returns at once. */
  public ServiceProcess start(Service service) {
    return start(service, Map.of());
  }

  /** The same, with further system properties for its first life. */
  public ServiceProcess start(Service service, Map<String, String> properties) {
    int number = instances(service).size() + 1;
    String instance = number == 1 ? service.title() : service.title() + "-" + number;
    var process = new ServiceProcess(service, instance, settings);
    all.add(process);
    process.start(properties);
    return process;
  }

  /** The first instance. */
  public ServiceProcess of(Service service) {
    return of(service, 0);
  }

  /** One of its instances: the number is taken modulo how many there are. */
  public ServiceProcess of(Service service, int number) {
    List<ServiceProcess> instances = instances(service);
    if (instances.isEmpty()) {
      throw new IllegalStateException(
          "Expected %s to have been started".formatted(service.title()));
    }
    return instances.get(Math.floorMod(number, instances.size()));
  }

  private List<ServiceProcess> instances(Service service) {
    return all.stream().filter(process -> process.service() == service).toList();
  }

  public List<ServiceProcess> all() {
    return List.copyOf(all);
  }

  public void awaitReady(Duration atMost) {
    all.forEach(process -> process.awaitReady(atMost));
  }

  /** All at the same time: each may take some seconds to end in order. */
  @Override
  public void close() {
    try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(process -> each.execute(process::close));
    }
  }
}
