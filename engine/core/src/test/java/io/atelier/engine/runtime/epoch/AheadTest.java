package io.atelier.engine.runtime.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AheadTest {
  @Test
  void whatWasPreparedIsMadeOnceAndAnotherKeyIsMadeWhenItIsTaken() {
    List<Integer> made = Collections.synchronizedList(new ArrayList<>());
    try (Ahead<Integer, String> ahead =
        new Ahead<>(
            key -> {
              made.add(key);
              return "value " + key;
            })) {
      assertThat(ahead.take(1)).isEqualTo("value 1");
      ahead.prepare(2);
      assertThat(ahead.take(2)).isEqualTo("value 2");
      ahead.prepare(3);
      assertThat(ahead.take(7)).isEqualTo("value 7");
      assertThat(ahead.take(7)).isEqualTo("value 7");
    }
    assertThat(made).containsExactly(1, 2, 3, 7, 7);
  }

  @Test
  void makesOnAThreadOfItsOwnWhileTheCallerGoesOn() throws InterruptedException {
    CountDownLatch callerWentOn = new CountDownLatch(1);
    try (Ahead<Integer, String> ahead =
        new Ahead<>(
            key -> {
              await(callerWentOn);
              return Thread.currentThread().getName();
            })) {
      ahead.prepare(1);
      callerWentOn.countDown();
      assertThat(ahead.take(1)).isEqualTo(Ahead.THREAD);
    }
  }

  @Test
  void throwsWhatMakingThrewAndGoesOn() {
    try (Ahead<Integer, Integer> ahead = new Ahead<>(key -> 12 / key)) {
      ahead.prepare(0);
      assertThatThrownBy(() -> ahead.take(0)).isInstanceOf(ArithmeticException.class);
      assertThat(ahead.take(4)).isEqualTo(3);
    }
    try (Ahead<Integer, Integer> ahead =
        new Ahead<>(
            key -> {
              throw new OutOfMemoryError("made up");
            })) {
      assertThatThrownBy(() -> ahead.take(0)).isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void closingWaitsForWhatIsBeingMade() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    try (Ahead<Integer, Integer> ahead =
        new Ahead<>(
            key -> {
              begun.countDown();
              sleep();
              done.set(true);
              return key;
            })) {
      ahead.prepare(1);
      await(begun);
    }
    assertThat(done).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
