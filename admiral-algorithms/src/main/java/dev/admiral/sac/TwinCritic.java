package dev.admiral.sac;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.FanInInitialization;
import dev.admiral.nn.LayeredNetwork;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Two action-values Q₁ and Q₂ of one architecture that learn apart, and of which the smaller counts (Fujimoto et al.
 * 2018). A team of two takes one network each; a larger one shares the rows of one after the other. Both give the same
 * bits.
 */
public final class TwinCritic {
  private final List<Regression> twins;
  private final Matrix[] values = new Matrix[2];
  private final Matrix[] cotangents;
  private final Matrix[] inputGradients;
  private final Workers workers;
  private final boolean oneEach;

  /**
   * Fresh critics.
   *
   * @param lastLimit of the last layer's fresh weights
   * @param rows of the largest batch
   */
  public TwinCritic(
      LayeredNetwork network,
      double lastLimit,
      double learningRate,
      int rows,
      RandomStream random,
      Workers workers) {
    this.workers = workers;
    this.oneEach = workers.count() == 2;
    Workers inner = oneEach ? Workers.SERIAL : workers;
    this.twins =
        List.of(
            twin(network, lastLimit, learningRate, rows, random, inner),
            twin(network, lastLimit, learningRate, rows, random, inner));
    this.cotangents = new Matrix[] {Matrix.zeros(rows, 1), Matrix.zeros(rows, 1)};
    this.inputGradients =
        new Matrix[] {
          Matrix.zeros(rows, network.inputSize()), Matrix.zeros(rows, network.inputSize())
        };
  }

  private static Regression twin(
      LayeredNetwork network,
      double lastLimit,
      double learningRate,
      int rows,
      RandomStream random,
      Workers workers) {
    return new Regression(
        network,
        FanInInitialization.parameters(network, random, lastLimit),
        learningRate,
        rows,
        workers);
  }

  private void both(IntConsumer task) {
    if (oneEach) {
      workers.run(2, task);
    } else {
      task.accept(0);
      task.accept(1);
    }
  }

  /** Targets that follow the two networks, beginning at them. */
  public List<TargetParameters> targets() {
    return twins.stream()
        .map(twin -> new TargetParameters(twin.network(), twin.parameters()))
        .toList();
  }

  /** Moves {@link #targets} by the part {@code tau} of the way. */
  public void lead(List<TargetParameters> targets, float tau) {
    both(i -> targets.get(i).follow(twins.get(i).parameters(), tau));
  }

  /**
   * Writes min(Q₁, Q₂) at the targets' parameters.
   *
   * @param inputs shape {@code [rows, input]}
   * @param minimum shape {@code [rows]}
   */
  public void minimum(List<TargetParameters> targets, Matrix inputs, float[] minimum) {
    both(i -> values[i] = twins.get(i).evaluate(targets.get(i).values(), inputs));
    minimum(inputs.rows(), minimum);
  }

  /** Writes min(Q₁, Q₂). */
  public void minimum(Matrix inputs, float[] minimum) {
    both(i -> values[i] = twins.get(i).evaluate(inputs));
    minimum(inputs.rows(), minimum);
  }

  private void minimum(int rows, float[] minimum) {
    for (int r = 0; r < rows; r++) {
      minimum[r] = Math.min(values[0].get(r, 0), values[1].get(r, 0));
    }
  }

  /**
   * Writes the gradient of Σ_r weight·min(Q₁, Q₂)_r of the last {@link #minimum(Matrix, float[])} by its inputs.
   *
   * @param gradients shape {@code [rows, input]}, overwritten
   */
  public void minimumGradient(float weight, Matrix gradients) {
    int rows = gradients.rows();
    for (int r = 0; r < rows; r++) {
      boolean first = values[0].get(r, 0) <= values[1].get(r, 0);
      cotangents[0].set(r, 0, first ? weight : 0);
      cotangents[1].set(r, 0, first ? 0 : weight);
    }
    both(i -> twins.get(i).pullBack(cotangents[i].rows(0, rows), inputGradients[i].rows(0, rows)));
    add(gradients);
  }

  private void add(Matrix gradients) {
    float[] to = gradients.values();
    for (int r = 0; r < gradients.rows(); r++) {
      int first = inputGradients[0].rowOffset(r);
      int at = gradients.rowOffset(r);
      for (int i = 0; i < gradients.columns(); i++) {
        to[at + i] = inputGradients[0].values()[first + i] + inputGradients[1].values()[first + i];
      }
    }
  }

  /**
   * One step of each down its mean squared error.
   *
   * @param targets shape {@code [rows]}
   * @param gradients of the sum of both errors before the steps by the inputs, shape {@code [rows, input]},
   *     overwritten; null where not wanted
   */
  public void descend(Matrix inputs, float[] targets, @Nullable Matrix gradients) {
    int rows = inputs.rows();
    both(i ->
        twins
            .get(i)
            .descend(inputs, targets, gradients == null ? null : inputGradients[i].rows(0, rows)));
    if (gradients != null) {
      add(gradients);
    }
  }

  /** The mean of the two squared errors before the last {@link #descend}. */
  public double loss() {
    return (twins.get(0).loss() + twins.get(1).loss()) / 2;
  }

  /** The mean of both networks' values before the last {@link #descend}. */
  public double meanValue() {
    return (twins.get(0).meanValue() + twins.get(1).meanValue()) / 2;
  }

  public void save(Checkpoint checkpoint) {
    for (int i = 0; i < 2; i++) {
      twins.get(i).save(checkpoint.scope("twin-" + i));
    }
  }

  /** The parameters of Q₁ as {@link #save} stored them. */
  public static float[] firstParameters(LayeredNetwork network, Checkpoint checkpoint) {
    return Regression.parameters(network, checkpoint.scope("twin-0"));
  }

  public void restore(Checkpoint checkpoint) {
    for (int i = 0; i < 2; i++) {
      twins.get(i).restore(checkpoint.scope("twin-" + i));
    }
  }
}
