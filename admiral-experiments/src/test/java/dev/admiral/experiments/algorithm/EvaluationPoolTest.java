package dev.admiral.experiments.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.evaluation.EvaluationException;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationPoolTest {
  private static final int STEPS = 10;

  @TempDir Path folder;

  /** What was done: the number of a job for each of its steps. */
  private final ConcurrentLinkedQueue<Integer> steps = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean stop = new AtomicBoolean();

  /** Keeps its number's square in a file. */
  private record Square(Path file, int number, IntConsumer step) implements EvaluationJob {
    @Override
    public String description() {
      return "the square of " + number;
    }

    @Override
    public boolean isDone() {
      return Files.exists(file);
    }

    @Override
    public void run(DoubleConsumer progress) {
      for (int i = 1; i <= STEPS; i++) {
        step.accept(number);
        progress.accept((double) i / STEPS);
      }
      AtomicFile.write(file, Integer.toString(number * number));
    }
  }

  /** Writes the kept numbers in the order of the jobs, all of which must be done. */
  private record Squares(Path file, List<Square> jobs) implements EvaluationPlan {
    @Override
    public void finish() {
      AtomicFile.write(file, String.join(" ", jobs.stream().map(job -> read(job.file)).toList()));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path kept(int number) {
    return folder.resolve("job-" + number);
  }

  /** Squares of the numbers from {@code from} to {@code to}, inclusive. */
  private Squares squares(int from, int to, IntConsumer step) {
    List<Square> jobs =
        IntStream.rangeClosed(from, to)
            .mapToObj(number -> new Square(kept(number), number, step))
            .toList();
    return new Squares(folder.resolve("squares-from-" + from), jobs);
  }

  private boolean run(int workers, Progress progress, Squares... plans) {
    try (Workers team = new Workers(workers)) {
      return new EvaluationPool(team, stop::get).run(List.of(plans), progress);
    }
  }

  /** Everything that a progress was told. */
  private static final class Told implements Progress {
    private final List<Double> fractions = new ArrayList<>();
    private final List<String> phases = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    @Override
    public void update(double fraction, String phase) {
      fractions.add(fraction);
      phases.add(phase);
    }

    @Override
    public void message(String line) {
      messages.add(line);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void doesEveryJobOnceWhateverTheNumberOfWorkers(int workers) {
    Squares plan = squares(1, 7, steps::add);
    Told told = new Told();

    assertThat(run(workers, told, plan)).isTrue();

    assertThat(plan.file).hasContent("1 4 9 16 25 36 49");
    assertThat(steps).hasSize(7 * STEPS);
    assertThat(told.messages).containsExactly("evaluating: 7 jobs");
    assertThat(told.fractions).isSorted().allMatch(part -> part > 0).last().isEqualTo(1.0);
    assertThat(told.phases)
        .startsWith("evaluation: 0 of 7 jobs")
        .endsWith("evaluation: 7 of 7 jobs");
  }

  @Test
  void doesOnlyWhatIsMissing() {
    AtomicFile.write(kept(2), "kept");
    AtomicFile.write(kept(4), "too");
    Squares plan = squares(1, 4, steps::add);
    Told told = new Told();

    assertThat(run(2, told, plan)).isTrue();

    assertThat(plan.file).hasContent("1 kept 9 too");
    assertThat(steps).hasSize(2 * STEPS).containsOnly(1, 3);
    assertThat(told.messages).containsExactly("evaluating: 4 jobs, of which 2 are done");
  }

  @Test
  void aFailureSaysWhatFailedAndWhyAndLeavesWhatIsKept() {
    IllegalStateException cause = new IllegalStateException("3 has no square");
    Squares plan =
        squares(
            1,
            5,
            number -> {
              steps.add(number);
              if (number == 3) {
                throw cause;
              }
            });

    assertThatThrownBy(() -> run(1, Progress.SILENT, plan))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("the evaluation of the square of 3 failed")
        .hasCause(cause);

    assertThat(kept(2)).hasContent("4");
    assertThat(steps).as("those after it are not begun").containsOnly(1, 2, 3);
    assertThat(kept(3)).doesNotExist();
    assertThat(plan.file).doesNotExist();

    steps.clear();
    Squares mended = squares(1, 5, steps::add);
    assertThat(run(1, Progress.SILENT, mended)).isTrue();
    assertThat(mended.file).hasContent("1 4 9 16 25");
    assertThat(steps).containsOnly(3, 4, 5);
  }

  @Test
  @Timeout(30)
  void aFailureEndsTheJobsBesideIt() {
    CountDownLatch otherHasBegun = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    Squares plan =
        squares(
            1,
            2,
            number -> {
              if (number == 2) {
                await(otherHasBegun);
                failed.countDown();
                throw new IllegalStateException("broken");
              }
              steps.add(number);
              otherHasBegun.countDown();
              await(failed);
              sleep(); // the failure becomes known a moment after it happens
            });

    assertThatThrownBy(() -> run(2, Progress.SILENT, plan))
        .hasMessage("the evaluation of the square of 2 failed");

    assertThat(steps).hasSizeBetween(1, STEPS - 1);
    assertThat(kept(1)).doesNotExist();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStopGivesUpAtTheNextSignOfProgress() {
    Squares plan =
        squares(
            1,
            4,
            number -> {
              steps.add(number);
              stop.set(steps.size() == STEPS + 3);
            });

    assertThat(run(1, Progress.SILENT, plan)).isFalse();

    assertThat(steps).hasSize(STEPS + 3).containsOnly(1, 2);
    assertThat(kept(1)).hasContent("1");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(kept(1)));

    stop.set(false);
    steps.clear();
    assertThat(run(1, Progress.SILENT, squares(1, 4, steps::add))).isTrue();
    assertThat(steps).hasSize(3 * STEPS).doesNotContain(1);
    assertThat(plan.file).hasContent("1 4 9 16");
  }

  @Test
  void noJobIsBegunAfterAStop() {
    stop.set(true);

    assertThat(run(2, Progress.SILENT, squares(1, 3, steps::add))).isFalse();

    assertThat(steps).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void severalPlansAreFinishedWhenAllOfThemAreDone() {
    Squares first = squares(1, 2, steps::add);
    Squares second =
        squares(
            3,
            5,
            number -> {
              steps.add(number);
              assertThat(first.file).doesNotExist();
            });

    assertThat(run(2, Progress.SILENT, first, second)).isTrue();

    assertThat(first.file).hasContent("1 4");
    assertThat(second.file).hasContent("9 16 25");
    assertThat(steps).hasSize(5 * STEPS);
  }

  @Test
  void noPlanIsFinishedWhileAnotherFails() {
    Squares first = squares(1, 2, steps::add);
    Squares second =
        squares(
            3,
            3,
            number -> {
              throw new IllegalStateException("broken");
            });

    assertThatThrownBy(() -> run(1, Progress.SILENT, first, second))
        .hasMessage("the evaluation of the square of 3 failed");

    assertThat(first.file).doesNotExist();
  }
}
