package dev.admiral.experiments.atpa;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.perturbation.CheckedAttack;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * How much what an attack leads a policy to depends on where the attack begins: KL(π(·|s + δᵢ) ‖ π(·|s + δⱼ)) for
 * the ends δᵢ and δⱼ of searches from any two starts (ATPA, section 5.3).
 */
final class StartDivergences {
  private final Policy policy;
  private final float[] parameters;
  private final RandomStream[] random;
  private final CheckedAttack attack;
  private final PolicyPass pass;
  private final Matrix repeated;

  /**
   * @param attack which begins at random, and keeps the end of a single search
   */
  StartDivergences(Policy policy, float[] parameters, ObservationAttack attack, int starts) {
    this.policy = policy;
    this.parameters = parameters;
    this.random = new RandomStream[starts];
    this.attack = new CheckedAttack(attack, policy, random);
    this.pass = policy.pass(starts, Workers.SERIAL);
    this.repeated = Matrix.zeros(starts, policy.network().inputSize());
  }

  /**
   * The divergences of one state.
   *
   * @param states of which row {@code row} is meant
   * @param stream of the starts
   * @return {@code [i][j]}
   */
  List<List<Double>> of(Matrix states, int row, RandomStream stream) {
    for (int i = 0; i < random.length; i++) {
      repeated.copyRow(i, states, row);
      random[i] = RandomStream.of(stream.nextLong());
    }
    return between(policy, parameters, pass.forward(parameters, shown()));
  }

  private Matrix shown() {
    return attack.perturb(parameters, repeated);
  }

  /**
   * KL(pᵢ ‖ pⱼ) of all ordered pairs of rows.
   *
   * @param outputs a distribution in each row
   */
  static List<List<Double>> between(Policy policy, float[] parameters, Matrix outputs) {
    int rows = outputs.rows();
    int free = policy.freeOffset();
    Matrix first = Matrix.zeros(rows, outputs.columns());
    float[] divergences = new float[rows];
    List<List<Double>> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        first.copyRow(j, outputs, i);
      }
      policy.distribution().kl(first, parameters, free, outputs, parameters, free, divergences);
      List<Double> line = new ArrayList<>();
      for (float divergence : divergences) {
        line.add((double) divergence);
      }
      all.add(line);
    }
    return all;
  }
}
