package dev.admiral.multitask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.env.StepResult;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.ContextualFamily;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.TaskEnvironment;
import dev.admiral.task.TaskGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JointTrainingTest {
  private static final int HORIZON = 20;
  private static final Navigation2d FAMILY = new Navigation2d(0.1, HORIZON);

  private static JointTrainingConfig config(
      int iterations, int trainingTasks, int tasks, int episodes) {
    JointTrainingConfig own = JointTrainingConfig.defaults();
    return new JointTrainingConfig(
        iterations,
        trainingTasks,
        tasks,
        episodes,
        List.of(32, 32),
        own.initialStd(),
        own.advantage(),
        own.trustRegion(),
        10);
  }

  private static List<Map<String, Double>> train(JointTraining learner) {
    List<Map<String, Double>> metrics = new ArrayList<>();
    while (!learner.finished()) {
      metrics.add(learner.iterate().values());
    }
    return metrics;
  }

  private static Checkpoint saved(JointTraining learner) {
    Checkpoint checkpoint = new Checkpoint();
    learner.save(checkpoint);
    return checkpoint;
  }

  @Test
  void resultsDependNeitherOnTheWorkersNorOnAnInterruption() {
    JointTrainingConfig config = config(4, 7, 5, 3);
    try (Workers two = new Workers(2);
        JointTraining whole =
            new JointTraining(config, FAMILY, new RandomStreams(1), Workers.SERIAL);
        JointTraining begun = new JointTraining(config, FAMILY, new RandomStreams(1), two);
        JointTraining resumed = new JointTraining(config, FAMILY, new RandomStreams(1), two)) {
      List<Map<String, Double>> expected = train(whole);
      List<Map<String, Double>> actual = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        actual.add(begun.iterate().values());
      }
      resumed.restore(saved(begun));
      actual.addAll(train(resumed));

      assertThat(actual).isEqualTo(expected);
      assertThat(saved(resumed).floats("policy")).containsExactly(saved(whole).floats("policy"));
    }
  }

  @Test
  void stepsStayWithinTheTrustRegionAndEverySampleIsCounted() {
    try (JointTraining learner =
        new JointTraining(config(3, 9, 5, 4), FAMILY, new RandomStreams(2), Workers.SERIAL)) {
      List<Map<String, Double>> metrics = train(learner);

      assertThat(metrics)
          .allSatisfy(m -> assertThat(m.get("train/approx_kl")).isBetween(0.0, 0.01));
      assertThat(metrics).extracting(m -> m.get("train/line_search_accepted")).contains(1.0);
      double expected = 0; // less than the horizon where a goal is reached
      for (Map<String, Double> m : metrics) {
        expected += 5 * 4 * Objects.requireNonNull(m.get("rollout/ep_len_mean"));
        assertThat(m.get("rollout/real_samples")).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void aCountOfNothingIsRefused() {
    assertThatThrownBy(() -> config(1, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("training-tasks must be at least 1, not 0");
  }

  /** Who is told the goal goes there; who is not can do no better than to stay near the origin. */
  @Test
  @Tag("learning")
  void goesToGoalsThatItWasNeverTrainedOn() {
    JointTrainingConfig config = config(150, 150, 20, 10);
    float[] theta;
    Policy policy = JointTraining.policy(config, new ContextualFamily(FAMILY));
    try (Workers workers = new Workers(2);
        JointTraining learner = new JointTraining(config, FAMILY, new RandomStreams(1), workers)) {
      while (!learner.finished()) {
        var _ = learner.iterate();
      }
      theta = JointTraining.parameters(policy, saved(learner));
    }
    List<double[]> goals = TaskGrid.cube(FAMILY.parameters(), 6).tasks();
    double reached = goals.stream().mapToDouble(goal -> modeReturn(policy, theta, goal)).sum();
    double optimum = goals.stream().mapToDouble(JointTrainingTest::optimum).sum();
    double staying =
        goals.stream().mapToDouble(goal -> -HORIZON * Math.hypot(goal[0], goal[1])).sum();

    assertThat(reached).isLessThanOrEqualTo(optimum + 1e-6);
    // The share of what there is to gain by knowing the goal.
    assertThat((reached - staying) / (optimum - staying)).isGreaterThan(0.97);
  }

  /** The return of an episode in which the policy takes its most probable actions. */
  private static double modeReturn(Policy policy, float[] theta, double[] goal) {
    PolicyPass pass = policy.pass(1, Workers.SERIAL);
    Matrix observation = Matrix.zeros(1, 4);
    Matrix action = Matrix.zeros(1, 2);
    double sum = 0;
    try (TaskEnvironment environment = new TaskEnvironment(new ContextualFamily(FAMILY), goal)) {
      StepResult result = environment.reset(RandomStream.of(1));
      while (!result.terminated() && !result.truncated()) {
        for (int i = 0; i < 4; i++) {
          observation.set(0, i, (float) result.observation()[i]);
        }
        Matrix outputs = pass.forward(theta, observation);
        policy.distribution().mode(outputs, theta, policy.freeOffset(), action);
        result = environment.step(new double[] {action.get(0, 0), action.get(0, 1)});
        sum += result.reward();
      }
    }
    return sum;
  }

  /** Full speed in both coordinates makes the distance the least that it can be at every step. */
  private static double optimum(double[] goal) {
    double sum = 0;
    for (int t = 1; t <= HORIZON; t++) {
      double x = Math.max(0, Math.abs(goal[0]) - 0.1 * t);
      double y = Math.max(0, Math.abs(goal[1]) - 0.1 * t);
      sum -= Math.hypot(x, y);
    }
    return sum;
  }
}
