package dev.admiral.experiments.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;

class JobProgressTest {
  private record Job(double work) implements EvaluationJob {
    @Override
    public String description() {
      return "a job";
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public void run(DoubleConsumer progress) {
      progress.accept(1);
    }
  }

  @Test
  void aLongJobCountsForMore() {
    List<String> told = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void update(double fraction, String phase) {
            told.add(fraction + " " + phase);
          }

          @Override
          public void message(String line) {}
        };
    JobProgress jobs = new JobProgress(List.of(new Job(3), new Job(1)), progress);

    jobs.update(0, 0.5);
    jobs.update(1, 1);
    jobs.update(0, 1);

    assertThat(told)
        .containsExactly(
            "0.375 evaluation: 0 of 2 jobs",
            "0.625 evaluation: 1 of 2 jobs",
            "1.0 evaluation: 2 of 2 jobs");
  }
}
