package dev.admiral.experiments.admrl;

import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.DynamicsModel;
import dev.admiral.experiments.figure.TaskError;
import dev.admiral.nn.Matrix;
import dev.admiral.rollout.Trajectories;
import java.util.stream.DoubleStream;

/**
 * How far T̂(s, a) is from s′, as a mean over transitions.
 *
 * @param normalised mean of ‖(ŝ′ − s′)/σ‖₂/√d, σ the standard deviations of the transitions' own s′; components
 *     that never change do not count
 * @param raw mean of ‖ŝ′ − s′‖₂
 */
record PredictionError(double normalised, double raw) {

  static PredictionError of(Trajectories transitions, DynamicsModel model) {
    Matrix next = transitions.nextObservations();
    Matrix predicted = Matrix.zeros(next.rows(), next.columns());
    model
        .predictor(next.rows(), Workers.SERIAL)
        .predict(transitions.observations(), transitions.actions(), predicted);
    return of(next, predicted);
  }

  static PredictionError of(Matrix next, Matrix predicted) {
    double[] deviation = standardDeviations(next);
    double components = DoubleStream.of(deviation).filter(d -> d > 0).count();
    double raw = 0;
    double normalised = 0;
    for (int row = 0; row < next.rows(); row++) {
      double squares = 0;
      double scaled = 0;
      for (int i = 0; i < next.columns(); i++) {
        double error = predicted.get(row, i) - next.get(row, i);
        squares += error * error;
        scaled += deviation[i] > 0 ? error * error / (deviation[i] * deviation[i]) : 0;
      }
      raw += Math.sqrt(squares);
      normalised += components > 0 ? Math.sqrt(scaled / components) : 0;
    }
    return new PredictionError(normalised / next.rows(), raw / next.rows());
  }

  private static double[] standardDeviations(Matrix rows) {
    double[] deviation = new double[rows.columns()];
    for (int i = 0; i < deviation.length; i++) {
      // From the first on, so that rounding gives no deviation to what never changes.
      double first = rows.get(0, i);
      double shift = 0;
      for (int row = 0; row < rows.rows(); row++) {
        shift += (rows.get(row, i) - first) / rows.rows();
      }
      double mean = first + shift;
      double squares = 0;
      for (int row = 0; row < rows.rows(); row++) {
        double difference = rows.get(row, i) - mean;
        squares += difference * difference;
      }
      deviation[i] = Math.sqrt(squares / rows.rows());
    }
    return deviation;
  }

  TaskError asTaskError(double[] task) {
    return new TaskError(DoubleStream.of(task).boxed().toList(), normalised, raw);
  }
}
