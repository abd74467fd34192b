package dev.admiral.trpo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Policy;
import dev.admiral.policy.ValueFunction;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.rollout.Trajectories;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Problems with a known optimum, solved to within a few percent of it.
class TrpoLearningTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void matchesTheTargetOfEveryContext(long seed) {
    RandomStreams streams = new RandomStreams(seed);
    RunningNormalizer normalizer = new RunningNormalizer(1);
    TrpoConfig config =
        new TrpoConfig(
            0.99,
            0.95,
            0.05,
            1.5,
            0.01,
            10,
            10,
            0.5,
            0,
            new ValueFunction.Config(List.of(16), 1e-2, 2, 64));
    Policy policy = Policy.gaussian(normalizer, List.of(16), 1);
    ValueFunction value = new ValueFunction(config.value(), normalizer, Workers.SERIAL);
    value.reset(streams.stream("value"));
    Trajectories trajectories = new Trajectories(50, 10, 1, 1);
    Trpo trpo = new Trpo(config, policy, value, trajectories.rows(), Workers.SERIAL);
    RolloutCollector collector =
        new RolloutCollector(
            Tasks.many(10, streams, Workers.SERIAL, Tasks.Match::new),
            policy,
            streams,
            "action",
            Workers.SERIAL);
    float[] parameters = policy.initialParameters(streams.stream("policy"), 0.5);
    for (int i = 0; i < 80; i++) {
      collector.collect(parameters, trajectories);
      trpo.update(parameters, trajectories, streams.stream("fit"));
    }
    Matrix contexts = Matrix.zeros(21, 1);
    for (int i = 0; i <= 20; i++) {
      contexts.set(i, 0, (float) (-1 + 0.1 * i));
    }
    Matrix means = policy.pass(21, Workers.SERIAL).forward(parameters, contexts);
    double error = 0;
    for (int i = 0; i <= 20; i++) {
      error += Math.pow(means.get(i, 0) - Tasks.Match.target(contexts.get(i, 0)), 2) / 21;
    }
    // The targets range over [−0.2, 0.8]; acting at random costs 0.25 and more.
    assertThat(Math.sqrt(error)).isLessThan(0.03);
    assertThat(Math.exp(parameters[policy.freeOffset()])).isLessThan(0.1);
  }

  @Tag("learning")
  @Test
  void controlsThePointMassNearlyAsWellAsRiccati() {
    double cost = 0;
    double optimum = 0;
    for (long seed = 1; seed <= 3; seed++) {
      double[] result = costAndOptimum(seed);
      // No policy can do better, which checks the recursion as well.
      assertThat(result[0]).isGreaterThan(result[1] * (1 - 1e-4));
      cost += result[0];
      optimum += result[1];
    }
    assertThat(cost).isLessThan(1.05 * optimum);
  }

  /// What a trained policy's mode pays from 50 starts, and the least that can be paid from them.
  private static double[] costAndOptimum(long seed) {
    RandomStreams streams = new RandomStreams(seed);
    RunningNormalizer normalizer = new RunningNormalizer(2);
    ValueFunction.Config valueConfig = new ValueFunction.Config(List.of(32), 1e-2, 5, 100);
    Policy policy = Policy.gaussian(normalizer, List.of(), 1);
    ValueFunction value = new ValueFunction(valueConfig, normalizer, Workers.SERIAL);
    value.reset(streams.stream("value"));
    int environments = 50;
    Trajectories trajectories = new Trajectories(Tasks.PointMass.STEPS, environments, 2, 1);
    RolloutCollector collector =
        new RolloutCollector(
            Tasks.many(environments, streams, Workers.SERIAL, Tasks.PointMass::create),
            policy,
            streams,
            "action",
            Workers.SERIAL);
    float[] parameters = policy.initialParameters(streams.stream("policy"), 0.5);
    // A step always goes to the edge of the trust region; close to the optimum, where the gradient
    // is
    // mostly noise, only a smaller one comes closer.
    for (double maximumKl : new double[] {0.05, 0.02, 0.01, 0.003}) {
      TrpoConfig config =
          new TrpoConfig(0.99, 0.97, maximumKl, 1.5, 0.01, 10, 10, 0.5, 0, valueConfig);
      Trpo trpo = new Trpo(config, policy, value, trajectories.rows(), Workers.SERIAL);
      for (int i = 0; i < 75; i++) {
        collector.collect(parameters, trajectories);
        trpo.update(parameters, trajectories, streams.stream("fit"));
      }
    }
    collector.collect(parameters, Choice.MODE, null, trajectories);
    double[][] p = Tasks.PointMass.riccati(Tasks.PointMass.STEPS);
    double optimum = 0;
    double cost = 0;
    for (int n = 0; n < environments; n++) {
      double x = trajectories.observations().get(n, 0);
      double v = trajectories.observations().get(n, 1);
      optimum += p[0][0] * x * x + 2 * p[0][1] * x * v + p[1][1] * v * v;
      for (int t = 0; t < Tasks.PointMass.STEPS; t++) {
        cost -= trajectories.rewards()[trajectories.row(t, n)];
      }
    }
    return new double[] {cost, optimum};
  }
}
