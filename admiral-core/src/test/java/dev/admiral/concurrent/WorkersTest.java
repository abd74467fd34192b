package dev.admiral.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void runsEveryTaskOnceInEveryJob(int count) {
    try (Workers workers = new Workers(count)) {
      for (int job = 0; job < 500; job++) {
        int tasks = job % 11;
        AtomicIntegerArray runs = new AtomicIntegerArray(11);
        workers.run(tasks, runs::incrementAndGet);
        for (int i = 0; i < 11; i++) {
          assertThat(runs.get(i)).isEqualTo(i < tasks ? 1 : 0);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void rangesCoverEveryRowOnce(int count) {
    try (Workers workers = new Workers(count)) {
      for (int rows = 1; rows < 20; rows++) {
        AtomicIntegerArray seen = new AtomicIntegerArray(rows);
        workers.ranges(
            rows,
            (from, to) -> {
              for (int row = from; row < to; row++) {
                seen.incrementAndGet(row);
              }
            });
        for (int row = 0; row < rows; row++) {
          assertThat(seen.get(row)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void partitionsAreEvenAndNeverEmpty() {
    assertThat(Workers.partition(7, 3))
        .isEqualTo(
            List.of(new Workers.Range(0, 2), new Workers.Range(2, 4), new Workers.Range(4, 7)));
    assertThat(Workers.partition(2, 5)).hasSize(2);
    assertThat(Workers.partition(0, 5)).isEmpty();
  }

  @Test
  void aTaskMayCallItsOwnTeam() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger inner = new AtomicInteger();
      workers.run(4, i -> workers.run(3, j -> inner.incrementAndGet()));
      assertThat(inner.get()).isEqualTo(12);
    }
  }

  @Test
  void aFailureReachesTheCallerAndTheTeamLivesOn() {
    try (Workers workers = new Workers(2)) {
      assertThatThrownBy(() ->
              workers.run(
                  8,
                  i -> {
                    if (i == 5) {
                      throw new IllegalArgumentException("task five");
                    }
                  }))
          .hasMessageContaining("task five");
      AtomicInteger runs = new AtomicInteger();
      workers.run(8, i -> runs.incrementAndGet());
      assertThat(runs.get()).isEqualTo(8);
    }
  }

  @Test
  void wakesWorkersThatHaveGoneToSleep() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      for (int i = 0; i < 3; i++) {
        Thread.sleep(20);
        AtomicInteger runs = new AtomicInteger();
        workers.run(100, task -> runs.incrementAndGet());
        assertThat(runs.get()).isEqualTo(100);
      }
    }
  }

  @Test
  void refusesATeamOfNone() {
    assertThatThrownBy(() -> new Workers(0)).hasMessage("a team needs at least 1 worker, not 0");
  }
}
