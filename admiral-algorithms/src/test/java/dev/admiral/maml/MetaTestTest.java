package dev.admiral.maml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.Navigation2d;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetaTestTest {
  private static final Navigation2d FAMILY = new Navigation2d(0.1, 10);
  private static final double[] TASK = {0.3, -0.2};
  private static final int EPISODES = 4;
  private static final int TRIALS = 3;

  private static final MamlConfig CONFIG = MamlConfig.defaults().withEpisodes(EPISODES);

  private final Policy policy = Maml.policy(CONFIG, FAMILY);
  private final float[] theta =
      policy.initialParameters(new RandomStreams(5).stream("policy"), CONFIG.initialStd());

  /** What k steps lead to is also what meta-training adapts to by k steps on the same episodes. */
  @Test
  void triesThePoliciesThatMetaTrainingWouldAdaptTo() {
    double[][] returns;
    List<Double> progress = new ArrayList<>();
    try (MetaTest test =
        new MetaTest(CONFIG, FAMILY, policy, TRIALS, new RandomStreams(1), "test")) {
      returns = test.run(TASK, theta, 2, progress::add);
    }

    assertThat(returns).hasDimensions(3, TRIALS);
    assertThat(progress).isSorted().endsWith(1.0);
    try (TaskRollouts trial =
        new TaskRollouts(FAMILY, policy, TRIALS, new RandomStreams(1), "test/trial")) {
      for (int k = 0; k <= 2; k++) {
        float[] adapted = adapted(k);
        assertThat(returns[k])
            .containsExactly(trial.collect(TASK, adapted, Phase.VALIDATION).returns());
      }
    }
    assertThat(adapted(2)).isNotEqualTo(adapted(1));
  }

  private float[] adapted(int steps) {
    try (TaskAdaptation adaptation =
        new TaskAdaptation(
            CONFIG, FAMILY, policy, steps, new RandomStreams(1), "test/adaptation")) {
      return adaptation.run(TASK, theta);
    }
  }

  @Test
  void withoutStepsThePolicyIsTriedAsItIs() {
    try (MetaTest test =
        new MetaTest(CONFIG, FAMILY, policy, TRIALS, new RandomStreams(1), "test")) {
      assertThat(test.run(TASK, theta, 0, part -> {})).hasDimensions(1, TRIALS);
    }
  }
}
