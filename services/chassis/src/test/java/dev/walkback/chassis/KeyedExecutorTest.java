package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedExecutorTest {

  private final KeyedExecutor executor = new KeyedExecutor("test");

  @Test
  void one_key_is_worked_on_in_order() {
    List<Integer> done = new CopyOnWriteArrayList<>();

    IntStream.range(0, 500).forEach(i -> executor.submit("a", task(() -> done.add(i))));

    await().atMost(Samples.DEADLINE).until(() -> done.size() == 500);
    assertThat(done).isSorted();
  }

  @Test
  void a_key_that_takes_long_does_not_hold_up_another() throws InterruptedException {
    var other = new CountDownLatch(1);
    var slow = new CountDownLatch(1);
    executor.submit("slow", task(() -> awaitQuietly(slow)));

    executor.submit("other", task(other::countDown));

    assertThat(other.await(20, TimeUnit.SECONDS)).isTrue();
    slow.countDown();
  }

  @Test
  void only_the_work_of_revoked_partitions_is_interrupted() {
    var interrupted = new AtomicBoolean();
    var running = new CountDownLatch(1);
    var revoked = new PartitionProgress();
    executor.submit(
        "a",
        new OneTask(
            revoked,
            () -> {
              running.countDown();
              interrupted.set(!awaitQuietly(new CountDownLatch(1)));
            }));
    await().atMost(Samples.DEADLINE).until(() -> running.getCount() == 0);

    executor.interrupt(Set.of(new PartitionProgress()));
    executor.interrupt(Set.of(revoked));

    await().atMost(Samples.DEADLINE).untilTrue(interrupted);
  }

  @Test
  void an_interrupt_does_not_reach_the_next_record_of_the_key() {
    var after = new AtomicBoolean(true);
    var done = new CountDownLatch(1);

    executor.submit("a", task(() -> Thread.currentThread().interrupt()));
    executor.submit(
        "a",
        task(() -> {
          after.set(Thread.currentThread().isInterrupted());
          done.countDown();
        }));

    await().atMost(Samples.DEADLINE).until(() -> done.getCount() == 0);
    assertThat(after).isFalse();
  }

  private static boolean awaitQuietly(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static KeyedExecutor.Task task(Runnable work) {
    return new OneTask(new PartitionProgress(), work);
  }

  private record OneTask(PartitionProgress progress, Runnable work) implements KeyedExecutor.Task {

    @Override
    public void run() {
      work.run();
    }
  }
}
