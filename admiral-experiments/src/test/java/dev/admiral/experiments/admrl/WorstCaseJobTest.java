package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.run.RunConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorstCaseJobTest {
  private static final double[] START = {0.5, 1.5};

  private static WorstCaseJob job(double[] start, String... assignments) {
    RunConfig run =
        RunConfig.of(
            AdMrlAlgorithm.ADMRL,
            new RunConfig.Request("", "quick", 1, 1, 30, List.of(assignments)));
    String settings = Yaml.write(Yaml.tree(AdMrlAlgorithm.settings(run)));
    return new WorstCaseJob(
        new JobContext("admrl", "hopper-2d", 7, "runs/a", 90, settings, "runs/a/evaluation"),
        3,
        start);
  }

  @Test
  void whatItMeasuredIsKeptForAsLongAsItWouldMeasureTheSame() {
    String inputs = job(START).inputs();

    assertThat(job(START, "evaluation.worst-case.starts=4").inputs()).isEqualTo(inputs);
    assertThat(job(START, "evaluation.tasks.grid=[2]").inputs()).isEqualTo(inputs);
    assertThat(job(new double[] {0.5, 1.6}).inputs()).isNotEqualTo(inputs);
    assertThat(job(START, "evaluation.worst-case.steps=6").inputs()).isNotEqualTo(inputs);
    assertThat(job(START, "evaluation.worst-case.learning-rate=3").inputs()).isNotEqualTo(inputs);
    assertThat(job(START, "evaluation.tasks.low=[-3, 1]", "evaluation.tasks.high=[3, 2]").inputs())
        .isNotEqualTo(inputs);
  }

  @Test
  void countsAsManyJobsAsItVisitsTasks() {
    assertThat(job(START, "evaluation.worst-case.steps=6").work()).isEqualTo(7);
  }

  @Test
  void canBeSentToAnotherProcess() throws IOException, ClassNotFoundException {
    WorstCaseJob job = job(START);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(job);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      WorstCaseJob sent = (WorstCaseJob) in.readObject();
      assertThat(sent.context()).isEqualTo(job.context());
      assertThat(sent.start()).containsExactly(START);
      assertThat(sent.name()).isEqualTo("worst-case-003");
      assertThat(sent.description()).isEqualTo("the worst case from [0.5, 1.5] of runs/a");
    }
  }
}
