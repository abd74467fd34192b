package dev.admiral.attack;

import dev.admiral.attack.PolicyObjective.BestAction;
import dev.admiral.attack.PolicyObjective.BestValue;
import dev.admiral.attack.PolicyObjective.CrossEntropy;
import dev.admiral.attack.PolicyObjective.Divergence;
import dev.admiral.attack.PolicyObjective.WorstAction;
import dev.admiral.attack.PolicyObjective.WorstValue;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Network;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Distribution;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.policy.SquashedGaussian;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import dev.admiral.space.Space;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pass of all {@link PolicyObjective}s: of the policy's outputs, pulled back to the observation. */
final class PolicyObjectivePass implements AttackObjective.Pass {
  private final PolicyObjective objective;
  private final Policy victim;
  private final Distribution distribution;
  private final PolicyPass pass;
  private final Matrix clean;
  private final Matrix actions;
  private final Matrix cotangents;
  private final float[] ones;
  private final double[] ignored;
  private final @Nullable ExtremeAction search;
  private float[] parameters = {};

  PolicyObjectivePass(PolicyObjective objective, Policy victim, int maximumRows) {
    this.objective = objective;
    this.victim = victim;
    this.distribution = victim.distribution();
    this.pass = victim.pass(maximumRows, Workers.SERIAL);
    this.clean = Matrix.zeros(maximumRows, distribution.outputSize());
    this.actions = Matrix.zeros(maximumRows, distribution.actionSize());
    this.cotangents = Matrix.zeros(maximumRows, distribution.outputSize());
    this.ones = new float[maximumRows];
    this.ignored = new double[distribution.freeSize()];
    this.search =
        switch (objective) {
          case BestValue(Network critic, float[] q) ->
              new ExtremeAction(critic, q, 1, victim, maximumRows);
          case WorstValue(Network critic, float[] q) ->
              new ExtremeAction(critic, q, -1, victim, maximumRows);
          case CrossEntropy _, Divergence _, BestAction _, WorstAction _ -> null;
        };
    Arrays.fill(ones, 1);
  }

  @Override
  public void begin(float[] newParameters, Matrix observations) {
    parameters = newParameters;
    int rows = observations.rows();
    clean.rows(0, rows).copyFrom(pass.forward(parameters, observations));
    Matrix chosen = actions.rows(0, rows);
    switch (objective) {
      case CrossEntropy _, Divergence _ -> {}
      case BestAction _ ->
          distribution.mode(clean.rows(0, rows), parameters, victim.freeOffset(), chosen);
      case WorstAction worst -> leastProbable(clean.rows(0, rows), worst.actions(), chosen);
      case BestValue _, WorstValue _ -> {
        distribution.mode(clean.rows(0, rows), parameters, victim.freeOffset(), chosen);
        Objects.requireNonNull(search).find(observations, chosen);
      }
    }
  }

  private void leastProbable(Matrix outputs, Space space, Matrix target) {
    for (int r = 0; r < outputs.rows(); r++) {
      switch (distribution) {
        case Categorical categorical -> {
          int worst = 0;
          for (int i = 1; i < categorical.choices(); i++) {
            worst = outputs.get(r, i) < outputs.get(r, worst) ? i : worst;
          }
          target.set(r, 0, worst);
        }
        case DiagonalGaussian gaussian -> {
          for (int i = 0; i < gaussian.actionSize(); i++) {
            double mean = outputs.get(r, i);
            target.set(r, i, (float) farthest(space, i, mean));
          }
        }
        case SquashedGaussian gaussian -> {
          for (int i = 0; i < gaussian.actionSize(); i++) {
            double median = Math.tanh(outputs.get(r, i));
            target.set(r, i, (float) farthest(space, i, median));
          }
        }
      }
    }
  }

  private static double farthest(Space space, int index, double mean) {
    return switch (space) {
      case Box box -> {
        double middle = (box.low(index) + box.high(index)) / 2;
        yield mean < middle ? box.high(index) : box.low(index);
      }
      case Discrete _ -> throw new IllegalStateException("a Gaussian chooses from a box");
    };
  }

  @Override
  public void evaluate(Matrix shown, float[] values, @Nullable Matrix gradients) {
    int rows = shown.rows();
    int at = victim.freeOffset();
    Matrix before = clean.rows(0, rows);
    Matrix after = pass.forward(shown);
    Matrix u = cotangents.rows(0, rows);
    u.fill(0);
    float[] p = parameters;
    switch (objective) {
      case CrossEntropy _ -> {
        distribution.crossEntropy(after, p, at, before, p, at, values);
        distribution.crossEntropyGradientInP(after, p, at, before, p, at, ones, u);
      }
      case Divergence _ -> {
        distribution.kl(before, p, at, after, p, at, values);
        distribution.klGradient(before, p, at, after, p, at, ones, u, ignored);
      }
      case BestAction _, BestValue _ -> logProbability(after, -1, values, u);
      case WorstAction _, WorstValue _ -> logProbability(after, 1, values, u);
    }
    if (gradients != null) {
      pass.observationGradient(u, gradients);
    }
  }

  /** ± log π of the chosen actions. */
  private void logProbability(Matrix outputs, float sign, float[] values, Matrix u) {
    int at = victim.freeOffset();
    Matrix chosen = actions.rows(0, outputs.rows());
    distribution.logProbability(outputs, parameters, at, chosen, values);
    distribution.logProbabilityGradient(outputs, parameters, at, chosen, ones, u, ignored);
    for (int r = 0; r < outputs.rows(); r++) {
      values[r] *= sign;
      for (int i = 0; i < u.columns(); i++) {
        u.set(r, i, sign * u.get(r, i));
      }
    }
  }
}
