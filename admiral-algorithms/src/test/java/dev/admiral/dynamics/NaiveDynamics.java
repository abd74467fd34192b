package dev.admiral.dynamics;

import dev.admiral.nn.Mlp;
import java.util.ArrayList;
import java.util.List;

/** A {@link DynamicsModel} and its multi-step loss from their formulas, in double precision. */
final class NaiveDynamics {
  private final DynamicsModel model;
  private final double[] parameters;

  NaiveDynamics(DynamicsModel model) {
    this.model = model;
    this.parameters = new double[model.parameters().length];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = model.parameters()[i];
    }
  }

  /** φ, live. */
  double[] parameters() {
    return parameters;
  }

  /** f_φ([(s − µ_s)/σ_s, clip(a, ±1)]). */
  double[] output(double[] state, double[] action) {
    Mlp network = model.network();
    double[] x = new double[state.length + action.length];
    for (int j = 0; j < state.length; j++) {
      x[j] = (state[j] - model.states().mean()[j]) / model.states().std()[j];
    }
    for (int j = 0; j < action.length; j++) {
      x[state.length + j] = Math.max(-1, Math.min(1, action[j]));
    }
    for (int layer = 0; layer < network.layers(); layer++) {
      double[] y = new double[network.out(layer)];
      for (int j = 0; j < y.length; j++) {
        y[j] = parameters[network.biasIndex(layer, j)];
        for (int i = 0; i < x.length; i++) {
          y[j] += x[i] * parameters[network.weightIndex(layer, i, j)];
        }
        if (layer < network.layers() - 1) {
          y[j] = Math.max(0, y[j]);
        }
      }
      x = y;
    }
    return x;
  }

  /** s + µ_Δ + σ_Δ ⊙ f. */
  double[] next(double[] state, double[] action) {
    double[] f = output(state, action);
    double[] next = new double[state.length];
    for (int j = 0; j < next.length; j++) {
      next[j] = state[j] + model.differences().mean()[j] + model.differences().std()[j] * f[j];
    }
    return next;
  }

  /** One real transition, and whether the next in the list does not begin where it ended. */
  record Transition(double[] state, double[] action, double[] next, boolean cut) {}

  static List<Transition> transitions(TransitionDataset data) {
    List<Transition> transitions = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      transitions.add(
          new Transition(
              row(data.observations(), i),
              row(data.actions(), i),
              row(data.nextObservations(), i),
              data.cut(i)));
    }
    return transitions;
  }

  static double[] row(dev.admiral.nn.Matrix matrix, int row) {
    double[] values = new double[matrix.columns()];
    for (int j = 0; j < values.length; j++) {
      values[j] = matrix.get(row, j);
    }
    return values;
  }

  /** The mean over starts and steps of the root mean square error of the normalised change. */
  double loss(List<Transition> data, int[] starts, int horizon) {
    double sum = 0;
    for (int start : starts) {
      int index = start;
      double[] imagined = data.get(start).state();
      for (int h = 0; h < horizon; h++) {
        Transition real = data.get(index);
        sum += error(imagined, real);
        double[] next = next(imagined, real.action());
        boolean last = index == data.size() - 1;
        index = last ? index : index + 1;
        imagined = last || real.cut() ? data.get(index).state() : next;
      }
    }
    return sum / (starts.length * horizon);
  }

  private double error(double[] imagined, Transition real) {
    double[] f = output(imagined, real.action());
    double squares = 0;
    for (int j = 0; j < f.length; j++) {
      double change = real.next()[j] - real.state()[j];
      double target = (change - model.differences().mean()[j]) / model.differences().std()[j];
      squares += (f[j] - target) * (f[j] - target);
    }
    return Math.sqrt(squares / f.length);
  }
}
