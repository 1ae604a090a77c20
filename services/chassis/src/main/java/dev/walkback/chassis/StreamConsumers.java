package dev.walkback.chassis;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.kafka.ListenerContainerWithDlqAndRetryCustomizer;
import org.springframework.cloud.stream.config.BindingProperties;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.util.backoff.BackOff;

/**
 * The consumers behind the function bindings: what happens when they fail, and whether they run.
 * The binder's own retries and error channels are left out; they block polling and end in a log
 * line.
 */
public final class StreamConsumers
    implements ListenerContainerWithDlqAndRetryCustomizer, ReadinessCheck {

  private static final String OURS = "walkback-";

  private final StreamErrors errors;
  private final MeterRegistry meters;
  private final Supplier<Map<String, BindingProperties>> bindings;
  private final Map<String, AbstractMessageListenerContainer<?, ?>> containers =
      new ConcurrentHashMap<>();

  StreamConsumers(
      DeadLetters deadLetters, Supplier<BindingServiceProperties> bindings, MeterRegistry meters) {
    this.errors = new StreamErrors(deadLetters);
    this.meters = meters;
    this.bindings = () -> bindings.get().getBindings();
  }

  @Override
  public boolean retryAndDlqInBinding(String destinationName, String group) {
    return false;
  }

  @Override
  public void configure(
      AbstractMessageListenerContainer<?, ?> container,
      String destinationName,
      String group,
      @Nullable BiFunction<ConsumerRecord<?, ?>, Exception, TopicPartition> unused,
      @Nullable BackOff unusedBackOff) {
    container.setCommonErrorHandler(errors.handler());
    if (Failpoint.isAnySet()) {
      container.setRecordInterceptor(new FailpointInterceptor<>());
    }
    if (containers.put(destinationName, container) == null) {
      String loop = group.startsWith(OURS) ? group.substring(OURS.length()) : group;
      ConsumerLag.register(meters, loop, () -> lag(destinationName));
    }
  }

  private double lag(String destination) {
    var container = containers.get(destination);
    return container == null
        ? 0
        : container.metrics().values().stream().mapToDouble(ConsumerLag::of).sum();
  }

  @Override
  public String name() {
    return "bindings";
  }

  /** Names the first input binding whose consumer does not run. */
  @Override
  public Optional<String> problem() {
    return bindings.get().entrySet().stream()
        .filter(binding -> binding.getKey().contains("-in-"))
        .filter(binding -> !runs(binding.getValue().getDestination()))
        .map(binding ->
            "%s does not read %s yet"
                .formatted(binding.getKey(), binding.getValue().getDestination()))
        .findFirst();
  }

  private boolean runs(@Nullable String destination) {
    var container = destination == null ? null : containers.get(destination);
    return container != null && container.isRunning();
  }
}
