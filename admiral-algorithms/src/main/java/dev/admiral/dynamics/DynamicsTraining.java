package dev.admiral.dynamics;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Adam;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.NetworkPass;
import dev.admiral.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits a {@link DynamicsModel} by Adam to SLBO's multi-step loss (Luo et al. 2019, equation 6.1): the
 * model is unrolled for H steps from a real state under the real actions, and the loss is the mean over
 * steps and samples of the root mean square of the error in the normalised change of state. Where the
 * real data are cut, the unrolled state falls back to the real one.
 */
public final class DynamicsTraining {
  private final DynamicsModel model;
  private final Adam adam;
  private final float[] gradient;
  private final int[] indices;
  private final List<Step> unrolled = new ArrayList<>();
  private final Matrix stateGradient;
  private final Workers workers;

  // For measuring the loss; they grow to what is asked for.
  private Matrix measured;
  private NetworkPass measurement;

  /** One step of the unrolled model, with its activations. */
  private record Step(
      NetworkPass pass,
      Matrix states,
      Matrix actions,
      Matrix input,
      Matrix cotangents,
      Matrix inputGradients) {}

  public DynamicsTraining(DynamicsModel model, Workers workers) {
    DynamicsConfig config = model.config();
    this.model = model;
    this.workers = workers;
    this.measured = Matrix.zeros(1, model.observationSize() + model.actionSize());
    this.measurement = model.network().pass(1, workers);
    this.adam = new Adam(model.parameters().length, config.optimizer(), workers);
    this.gradient = new float[model.parameters().length];
    this.indices = new int[config.batchSize()];
    int s = model.observationSize();
    this.stateGradient = Matrix.zeros(config.batchSize(), s);
    for (int h = 0; h < config.lossHorizon(); h++) {
      unrolled.add(
          new Step(
              model.network().pass(config.batchSize(), workers),
              Matrix.zeros(config.batchSize(), s),
              Matrix.zeros(config.batchSize(), model.actionSize()),
              Matrix.zeros(config.batchSize(), s + model.actionSize()),
              Matrix.zeros(config.batchSize(), s),
              Matrix.zeros(config.batchSize(), s + model.actionSize())));
    }
  }

  /**
   * Takes {@code steps} steps of Adam on batches drawn from {@code data}.
   *
   * @return the mean loss over the steps
   */
  public double train(TransitionDataset data, int steps, RandomStream random) {
    if (data.isEmpty()) {
      throw new IllegalStateException("there are no data to fit the model to");
    }
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      for (int b = 0; b < indices.length; b++) {
        indices[b] = random.nextInt(data.size());
      }
      sum += step(data);
    }
    NonFiniteException.check("the dynamics model's loss", sum);
    return steps == 0 ? 0 : sum / steps;
  }

  private double step(TransitionDataset data) {
    double loss = lossAndGradient(data, indices);
    adam.step(model.parameters(), gradient);
    return loss;
  }

  /** Leaves ∂loss/∂φ of the batch {@code rows} in {@link #gradient()}. */
  double lossAndGradient(TransitionDataset data, int[] rows) {
    double loss = 0;
    for (int h = 0; h < unrolled.size(); h++) {
      loss += forward(data, rows, h);
    }
    Arrays.fill(gradient, 0);
    stateGradient.fill(0);
    for (int h = unrolled.size() - 1; h >= 0; h--) {
      backward(data, rows, h);
    }
    return loss;
  }

  float[] gradient() {
    return gradient;
  }

  /** Where stretch {@code row} is after {@code h} steps; it stays at the end of the data. */
  private static int at(TransitionDataset data, int row, int h) {
    return Math.min(row + h, data.size() - 1);
  }

  private double forward(TransitionDataset data, int[] rows, int h) {
    Step step = unrolled.get(h);
    int size = model.observationSize();
    for (int b = 0; b < rows.length; b++) {
      int index = at(data, rows[b], h);
      step.actions.copyRow(b, data.actions(), index);
      boolean real = h == 0 || index != rows[b] + h || data.cut(index - 1);
      if (real) {
        step.states.copyRow(b, data.observations(), index);
      } else {
        predictedState(unrolled.get(h - 1), b, step.states);
      }
    }
    model.input(step.states, step.actions, step.input);
    Matrix outputs = step.pass.forward(model.parameters(), step.input);
    double loss = 0;
    double share = 1.0 / (rows.length * (double) unrolled.size());
    for (int b = 0; b < rows.length; b++) {
      int index = at(data, rows[b], h);
      double squares = 0;
      for (int j = 0; j < size; j++) {
        float error = outputs.get(b, j) - target(data, index, j);
        step.cotangents.set(b, j, error);
        squares += (double) error * error;
      }
      double rms = Math.sqrt(squares / size);
      loss += rms * share;
      float scale = rms == 0 ? 0 : (float) (share / (rms * size));
      for (int j = 0; j < size; j++) {
        step.cotangents.set(b, j, step.cotangents.get(b, j) * scale);
      }
    }
    return loss;
  }

  /** ŝ_{h+1} of row {@code b} from step h's state and output. */
  private void predictedState(Step previous, int b, Matrix target) {
    model.advance(
        previous.states.rows(b, b + 1),
        previous.pass.outputs().rows(b, b + 1),
        target.rows(b, b + 1));
  }

  /**
   * Adds step h's part to the gradient. On entry {@link #stateGradient} holds ∂loss/∂ŝ_{h+1}, on return
   * ∂loss/∂ŝ_h.
   */
  private void backward(TransitionDataset data, int[] rows, int h) {
    Step step = unrolled.get(h);
    int size = model.observationSize();
    float[] differenceStd = model.differences().std();
    float[] stateStd = model.states().std();
    for (int b = 0; b < rows.length; b++) {
      boolean nextIsReal =
          h == unrolled.size() - 1
              || at(data, rows[b], h + 1) != rows[b] + h + 1
              || data.cut(rows[b] + h);
      for (int j = 0; j < size; j++) {
        if (nextIsReal) {
          stateGradient.set(b, j, 0);
        }
        step.cotangents.set(
            b, j, step.cotangents.get(b, j) + differenceStd[j] * stateGradient.get(b, j));
      }
    }
    step.pass.vjp(step.cotangents, gradient, h == 0 ? null : step.inputGradients);
    if (h > 0) {
      for (int b = 0; b < rows.length; b++) {
        for (int j = 0; j < size; j++) {
          stateGradient.set(
              b, j, stateGradient.get(b, j) + step.inputGradients.get(b, j) / stateStd[j]);
        }
      }
    }
  }

  /**
   * The one-step loss over {@code data}, or over {@code limit} of them spread evenly where there are more;
   * 0 where there are none.
   */
  public double loss(TransitionDataset data, int limit) {
    int size = model.observationSize();
    int count = Math.min(limit, data.size());
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = (int) ((long) i * data.size() / count);
    }
    if (count > measured.rows()) {
      measured = Matrix.zeros(count, size + model.actionSize());
      measurement = model.network().pass(count, workers);
    }
    Matrix observations = Matrix.zeros(count, size);
    Matrix actions = Matrix.zeros(count, model.actionSize());
    for (int i = 0; i < count; i++) {
      observations.copyRow(i, data.observations(), rows[i]);
      actions.copyRow(i, data.actions(), rows[i]);
    }
    Matrix input = measured.rows(0, count);
    model.input(observations, actions, input);
    Matrix outputs = measurement.forward(model.parameters(), input);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double squares = 0;
      for (int j = 0; j < size; j++) {
        double error = outputs.get(i, j) - target(data, rows[i], j);
        squares += error * error;
      }
      sum += Math.sqrt(squares / size);
    }
    return count == 0 ? 0 : sum / count;
  }

  /** The normalised real change of coordinate {@code j} in transition {@code index}. */
  private float target(TransitionDataset data, int index, int j) {
    float change = data.nextObservations().get(index, j) - data.observations().get(index, j);
    return (change - model.differences().mean()[j]) / model.differences().std()[j];
  }

  public void save(Checkpoint checkpoint) {
    adam.save(checkpoint.scope("adam"));
  }

  public void restore(Checkpoint checkpoint) {
    adam.restore(checkpoint.scope("adam"));
  }
}
