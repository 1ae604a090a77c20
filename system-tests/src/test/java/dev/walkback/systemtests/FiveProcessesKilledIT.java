package dev.walkback.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.events.WorkloadKind;
import dev.walkback.events.audit.AuditEntry;
import dev.walkback.events.topic.Topics;
import dev.walkback.systemtests.process.BrokerProcess;
import dev.walkback.systemtests.process.Fleet;
import dev.walkback.systemtests.process.FleetSettings;
import dev.walkback.systemtests.process.Service;
import dev.walkback.systemtests.process.ServiceProcess;
import dev.walkback.testsupport.RecordWriter;
import dev.walkback.testsupport.slack.SlackStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The five services as five processes on one real broker, which is a process too. Each is killed
 * with -9 in the middle of its work on a rollback and started again. What came of it is looked at
 * from outside: on the audit topic, at the cluster's API and in the chat.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiveProcessesKilledIT {

  private static final Path DIRECTORY = Path.of("target", "five-processes");
  private static final Duration STARTING = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SOAK = Duration.ofSeconds(3);

  private BrokerProcess broker;
  private SlackStandIn slack;
  private SandboxShops shops;
  private Fleet fleet;
  private Audit audit;
  private RecordWriter writer;

  @BeforeAll
  void start() {
    broker = BrokerProcess.start(DIRECTORY.resolve(Long.toString(Instant.now().toEpochMilli())));
    slack = SlackStandIn.start();
    shops = SandboxShops.start();
    Map<String, String> settings = new HashMap<>();
    settings.put("walkback.kafka.bootstrap-servers", broker.address());
    settings.put("walkback.topics.partitions", "3");
    settings.put("walkback.kubernetes.master-url", shops.cluster().url());
    settings.put("walkback.notifier.slack.token", SlackStandIn.TOKEN);
    settings.put("walkback.notifier.slack.api-url", slack.apiUrl().toString());
    fleet = new Fleet(new FleetSettings(settings, DIRECTORY)).start(Service.THE_FIVE);
    fleet.awaitReady(STARTING);
    audit = new Audit(broker.address());
    writer = new RecordWriter(broker.address());
    writer.write(Topics.POLICIES, Shop.fleetWithoutLimits());
  }

  @AfterEach
  void voice() {
    shops.cluster().faults().resume();
  }

  @AfterAll
  void stop() {
    fleet.close();
    writer.close();
    broker.close();
    shops.close();
    slack.close();
  }

  @Test
  void the_detector_dies_while_it_looks_at_the_cluster() {
    Shop shop = badRelease("detector-dies");
    shops.cluster().faults().goSilent();

    alert(shop);
    awaitThat("the detector asks the cluster", this::requestHangs);
    restart(Service.DETECTOR);

    assertWalkedBackOnce(shop);
  }

  @Test
  void the_orchestrator_dies_while_the_executor_works() {
    Shop shop = badRelease("orchestrator-dies");
    shops.cluster().faults().holdAnswer(request -> request.method().equals("PATCH"));

    alert(shop);
    awaitThat("the executor is at its patch", this::requestHangs);
    restart(Service.ORCHESTRATOR);

    assertWalkedBackOnce(shop);
  }

  @Test
  void the_executor_dies_with_its_patch_accepted() {
    Shop shop = badRelease("executor-dies");
    shops.cluster().faults().holdAnswer(request -> request.method().equals("PATCH"));

    alert(shop);
    awaitThat("the patch is applied and not answered", this::requestHangs);
    restart(Service.EXECUTOR);

    assertWalkedBackOnce(shop);
  }

  @Test
  void the_verifier_dies_while_it_watches_the_soak() {
    Shop shop = badRelease("verifier-dies");

    alert(shop);
    awaitThat(
        "the soak has begun", () -> audit.has(shop.application(), AuditEntry.SoakStarted.class));
    restart(Service.VERIFIER);

    assertWalkedBackOnce(shop);
  }

  @Test
  void the_notifier_dies_with_its_thread_begun() {
    Shop shop = badRelease("notifier-dies");

    alert(shop);
    awaitThat("a thread has begun", () -> threads(shop) > 0);
    restart(Service.NOTIFIER);

    assertWalkedBackOnce(shop);
  }

  @Test
  void all_five_die_at_once() {
    Shop shop = badRelease("power-cut");
    shops.cluster().faults().holdAnswer(request -> request.method().equals("PATCH"));

    alert(shop);
    awaitThat("the patch is applied and not answered", this::requestHangs);
    fleet.all().forEach(service -> service.process().kill());
    fleet.all().forEach(ServiceProcess::start);
    shops.cluster().faults().resume();

    assertWalkedBackOnce(shop);
  }

  private Shop badRelease(String name) {
    Shop shop = Shop.of(WorkloadKind.DEPLOYMENT, "shop", name);
    writer.write(Topics.POLICIES, shop.policy(SOAK));
    shops.serve(shop);
    shops.release(shop, "v2", Map.of("CRASH", "yes"));
    return shop;
  }

  private void alert(Shop shop) {
    writer.write(Topics.TRIGGERS.name(), null, shop.webhook(Instant.now(), shop.workload().name()));
  }

  private void restart(Service service) {
    fleet.of(service).killAndRestart();
    shops.cluster().faults().resume();
  }

  private void assertWalkedBackOnce(Shop shop) {
    assertThat(audit.awaitEnd(shop.application(), LONG))
        .isInstanceOf(AuditEntry.RollbackSucceeded.class);
    fleet.awaitReady(STARTING);
    awaitThat("the chat tells the end", () -> told(shop));
    assertThat(audit.finals(shop.application())).hasSize(1);
    assertThat(shops.patches(shop)).hasSize(1);
    assertThat(shops.template(shop)).contains("v1").doesNotContain("CRASH");
    assertThat(threads(shop)).isEqualTo(1);
  }

  private boolean requestHangs() {
    return shops.cluster().faults().hanging() > 0;
  }

  private long threads(Shop shop) {
    return slack.messages("#incidents").stream()
        .filter(message -> message.rendered().contains(shop.application().toString()))
        .count();
  }

  private boolean told(Shop shop) {
    return slack.messages("#incidents").stream()
        .anyMatch(message ->
            message.rendered().contains(shop.application().toString())
                && message.rendered().contains("ROLLBACK COMPLETED"));
  }

  private static void awaitThat(String what, BooleanSupplier holds) {
    Awaitility.await(what)
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .pollInterval(2, TimeUnit.MILLISECONDS)
        .until(holds::getAsBoolean);
  }
}
