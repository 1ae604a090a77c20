package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.topic.Topic;
import dev.walkback.events.topic.Topics;
import dev.walkback.localkafka.LocalKafka;
import dev.walkback.localkafka.LocalKafkaOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class TopicProvisionerIT {

  @TempDir Path dir = Path.of("");

  @Test
  void every_topic_of_the_catalogue_is_made_as_the_catalogue_has_it() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.at(dir))) {
      var settings = new KafkaSettings(kafka.bootstrapServers(), Map.of());

      new TopicProvisioner(settings, new TopicSettings(true, 2, (short) 1)).provision();

      Map<String, Map<String, String>> made = configurations(settings);
      assertThat(Topics.ALL)
          .allSatisfy(topic ->
              assertThat(made.get(topic.name())).containsAllEntriesOf(topic.configuration()));
    }
  }

  private static Map<String, Map<String, String>> configurations(KafkaSettings settings)
      throws Exception {
    List<ConfigResource> resources =
        Topics.ALL.stream()
            .map(Topic::name)
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    try (Admin admin = Admin.create(settings.admin())) {
      return admin.describeConfigs(resources).all().get(30, TimeUnit.SECONDS).entrySet().stream()
          .collect(Collectors.toMap(each -> each.getKey().name(), each -> texts(each.getValue())));
    }
  }

  private static Map<String, String> texts(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }
}
