package dev.walkback.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.suspicion.Scenario;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A policy is part of what is stored, and what is stored is compared byte by byte. */
class OrderTest {

  private static final Map<String, String> NAMES =
      Stream.of("zone", "team", "app", "tier", "env", "job")
          .collect(
              Collectors.toMap(name -> name, name -> name, (one, _) -> one, LinkedHashMap::new));
  private static final String[] SORTED = {"app", "env", "job", "team", "tier", "zone"};

  @Test
  void labels_are_in_the_order_of_their_names() {
    assertThat(new AlertMatch(List.of(), NAMES).labels().keySet()).containsExactly(SORTED);
  }

  @Test
  void expected_fields_are_in_the_order_of_their_paths() {
    var url = new HealthCheck.OfUrl("front", URI.create("http://shop.example.org"), 200, NAMES);
    var service = new HealthCheck.OfService("front", "shop", "front", 80, "/", 200, NAMES);
    assertThat(url.json().keySet()).containsExactly(SORTED);
    assertThat(service.json().keySet()).containsExactly(SORTED);
  }

  @Test
  void what_differs_by_scenario_is_in_the_order_of_the_scenarios() {
    Map<Scenario, Integer> approvers = new LinkedHashMap<>();
    List.of(Scenario.values()).reversed().forEach(scenario -> approvers.put(scenario, 1));
    assertThat(new ApprovalRules(approvers, Duration.ofMinutes(1)).byScenario().keySet())
        .containsExactly(Scenario.values());
  }
}
