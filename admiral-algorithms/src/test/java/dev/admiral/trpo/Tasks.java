package dev.admiral.trpo;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.Environment;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.env.StepResult;
import dev.admiral.env.TimeLimit;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Small problems whose optimum is known.
final class Tasks {
  private Tasks() {}

  static PooledVectorEnvironment many(
      int count, RandomStreams streams, Workers workers, Supplier<Environment> environment) {
    List<Environment> environments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      environments.add(environment.get());
    }
    return new PooledVectorEnvironment(environments, streams, "environment", workers);
  }

  /// One step: the context c is uniform on [−1, 1], the reward −(a − (0.3 + 0.5·c))².
  static final class Match implements Environment {
    private final StepResult result = new StepResult(1, 0);

    static double target(double context) {
      return 0.3 + 0.5 * context;
    }

    @Override
    public Box observationSpace() {
      return Box.cube(1, -1, 1);
    }

    @Override
    public Space actionSpace() {
      return Box.unbounded(1);
    }

    @Override
    public StepResult reset(RandomStream random) {
      result.observation()[0] = random.nextDouble(-1, 1);
      return result.with(0, false, false);
    }

    @Override
    public StepResult step(double[] action) {
      double error = action[0] - target(result.observation()[0]);
      return result.with(-error * error, true, false);
    }
  }

  /// A mass on a line, pushed by the action: state (x, v), reward −(x² + 0.1·v² + 0.1·a²) of the state
  /// in which the action was taken, 20 steps of 0.4.
  static final class PointMass implements Environment {
    static final int STEPS = 20;
    static final double DT = 0.4;
    private final StepResult result = new StepResult(2, 0);

    static Environment create() {
      return new TimeLimit(new PointMass(), STEPS);
    }

    @Override
    public Box observationSpace() {
      return Box.unbounded(2);
    }

    @Override
    public Space actionSpace() {
      return Box.unbounded(1);
    }

    @Override
    public StepResult reset(RandomStream random) {
      result.observation()[0] = random.nextDouble(-1, 1);
      result.observation()[1] = random.nextDouble(-1, 1);
      return result.with(0, false, false);
    }

    @Override
    public StepResult step(double[] action) {
      double[] s = result.observation();
      double reward = -(s[0] * s[0] + 0.1 * s[1] * s[1] + 0.1 * action[0] * action[0]);
      s[0] += DT * s[1];
      s[1] += DT * action[0];
      return result.with(reward, false, false);
    }

    /// The least cost of the first `steps` steps from (x, v) is zᵀPz, P by the Riccati recursion.
    static double[][] riccati(int steps) {
      double[][] p = new double[2][2];
      for (int t = 0; t < steps; t++) {
        // With A = [[1, dt], [0, 1]] and B = (0, dt): P ← Q + AᵀPA − (AᵀPB)(BᵀPA)/(R + BᵀPB).
        double[][] pa = {
          {p[0][0], DT * p[0][0] + p[0][1]},
          {p[1][0], DT * p[1][0] + p[1][1]}
        };
        double[][] apa = {
          {pa[0][0], pa[0][1]},
          {DT * pa[0][0] + pa[1][0], DT * pa[0][1] + pa[1][1]}
        };
        double[] bpa = {DT * pa[1][0], DT * pa[1][1]};
        double scale = 0.1 + DT * DT * p[1][1];
        for (int i = 0; i < 2; i++) {
          for (int j = 0; j < 2; j++) {
            double q = i != j ? 0 : i == 0 ? 1 : 0.1;
            p[i][j] = q + apa[i][j] - bpa[i] * bpa[j] / scale;
          }
        }
      }
      return p;
    }
  }
}
