package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.figure.MeasuredTraining;
import dev.admiral.experiments.metrics.MetricHistory;
import dev.admiral.learner.Metrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingCourseTest {

  /** AdMRL measures a task's return now and then, and counts the gradient's rollouts apart. */
  @Test
  void everyRealSampleCountsThatTrainingUses() {
    MeasuredTraining training =
        TrainingCourse.of(
            "admrl",
            "AdMRL",
            1,
            new MetricHistory(
                List.of(
                    new Metrics(1).put("rollout/real_samples", 4000).put("rollout/ep_rew_mean", 9),
                    new Metrics(2).put("meta/adapted_return", 50),
                    new Metrics(3)
                        .put("rollout/gradient_samples", 300)
                        .put("rollout/monitor_samples", 70_000),
                    new Metrics(4).put("rollout/real_samples", 8000).put("rollout/ep_rew_mean", 9),
                    new Metrics(5).put("meta/adapted_return", 70),
                    new Metrics(6).put("rollout/gradient_samples", 900))));

    assertThat(training.course().samples()).containsExactly(4000.0, 8300.0);
    assertThat(training.course().returns()).containsExactly(50.0, 70.0);
    assertThat(training.realSamples()).isEqualTo(8900);
  }

  @Test
  void theReturnIsThatAfterAdaptationWhereThereIsOne() {
    MetricHistory maml =
        new MetricHistory(
            List.of(
                new Metrics(1)
                    .put("meta/before_return", 1)
                    .put("meta/after_return", 2)
                    .put("rollout/real_samples", 100)));
    MetricHistory joint =
        new MetricHistory(
            List.of(new Metrics(1).put("rollout/ep_rew_mean", 3).put("rollout/real_samples", 100)));

    assertThat(TrainingCourse.of("maml", "MAML", 1, maml).course().returns()).containsExactly(2.0);
    assertThat(TrainingCourse.of("mt-joint", "MT-joint", 1, joint).course().returns())
        .containsExactly(3.0);
  }
}
