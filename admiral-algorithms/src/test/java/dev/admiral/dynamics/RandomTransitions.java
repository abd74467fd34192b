package dev.admiral.dynamics;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.rollout.Trajectories;

/** Made-up rollouts and parameters. */
final class RandomTransitions {
  private RandomTransitions() {}

  /** Chains of random states under random actions, some beyond ±1; no episode ends. */
  static Trajectories rollout(
      int steps, int environments, int observationSize, int actionSize, RandomStream random) {
    var rollout = new Trajectories(steps, environments, observationSize, actionSize);
    fill(rollout.observations(), 1, random);
    fill(rollout.nextObservations(), 1, random);
    fill(rollout.actions(), 0.8, random);
    for (int t = 1; t < steps; t++) {
      rollout
          .observations()
          .rows(t * environments, (t + 1) * environments)
          .copyFrom(rollout.nextObservations().rows((t - 1) * environments, t * environments));
    }
    return rollout;
  }

  /** s′ = 0.8 s + 0.1 Σ s + 0.5 a₀ + (0.2, 0.4, …) a₁ from random states under random actions. */
  static Trajectories linear(int steps, int environments, RandomStream random) {
    Trajectories rollout = rollout(steps, environments, 3, 2, random);
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < environments; n++) {
        int row = rollout.row(t, n);
        double sum = 0;
        for (int j = 0; j < 3; j++) {
          sum += rollout.observations().get(row, j);
        }
        for (int j = 0; j < 3; j++) {
          double next = 0.8 * rollout.observations().get(row, j) + 0.1 * sum;
          next += 0.5 * Math.clamp((double) rollout.actions().get(row, 0), -1, 1);
          next += 0.2 * (j + 1) * Math.clamp((double) rollout.actions().get(row, 1), -1, 1);
          rollout.nextObservations().set(row, j, (float) next);
          if (t < steps - 1) {
            rollout.observations().set(rollout.row(t + 1, n), j, (float) next);
          }
        }
      }
    }
    return rollout;
  }

  /** Normal numbers, each column around a mean and with a spread of its own. */
  static void fill(Matrix matrix, double scale, RandomStream random) {
    for (int r = 0; r < matrix.rows(); r++) {
      for (int j = 0; j < matrix.columns(); j++) {
        matrix.set(r, j, (float) (scale * (0.3 * j + (1 + 0.5 * j) * random.nextGaussian())));
      }
    }
  }

  /** A model with random biases, too, whose normalisers have seen {@code rollout}. */
  static DynamicsModel model(DynamicsConfig config, Trajectories rollout, RandomStream random) {
    int actionSize = rollout.actions().columns();
    var model = new DynamicsModel(config, rollout.observations().columns(), actionSize, random);
    model.observe(rollout.observations(), rollout.nextObservations());
    var network = model.network();
    for (int layer = 0; layer < network.layers(); layer++) {
      for (int j = 0; j < network.out(layer); j++) {
        model.parameters()[network.biasIndex(layer, j)] = (float) (0.3 * random.nextGaussian());
      }
    }
    return model;
  }
}
