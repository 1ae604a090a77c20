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

      Map<String, Config> made = configurations(settings);
      assertThat(Topics.ALL)
          .allSatisfy(topic ->
              topic
                  .configuration()
                  .forEach((name, value) ->
                      assertThat(made)
                          .extractingByKey(topic.name())
                          .extracting(config -> config.get(name).value())
                          .as(topic.name() + " " + name)
                          .isEqualTo(value)));
    }
  }

  private static Map<String, Config> configurations(KafkaSettings settings) throws Exception {
    List<ConfigResource> resources =
        Topics.ALL.stream()
            .map(Topic::name)
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    try (Admin admin = Admin.create(settings.admin())) {
      return admin.describeConfigs(resources).all().get(30, TimeUnit.SECONDS).entrySet().stream()
          .collect(Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue));
    }
  }
}
