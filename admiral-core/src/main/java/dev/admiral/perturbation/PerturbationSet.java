package dev.admiral.perturbation;

import dev.admiral.nn.Matrix;
import dev.admiral.space.Box;

/**
 * Which observations may be shown in place of x: those in a ball around x and in the observation box.
 *
 * @param norm in which the ball is round
 * @param radius ε, in the units of observations; may be infinite
 * @param box what an observation can be
 */
public record PerturbationSet(Norm norm, double radius, Box box) {

  /** How far an observation is from another. */
  public enum Norm {
    /** l∞: the largest change of a coordinate. */
    MAXIMUM {
      @Override
      public double of(Matrix observations, Matrix perturbed, int row) {
        double largest = 0;
        for (int i = 0; i < observations.columns(); i++) {
          largest = Math.max(largest, Math.abs(difference(observations, perturbed, row, i)));
        }
        return largest;
      }
    },
    /** l2: the Euclidean length of the change. */
    EUCLIDEAN {
      @Override
      public double of(Matrix observations, Matrix perturbed, int row) {
        double squares = 0;
        for (int i = 0; i < observations.columns(); i++) {
          double change = difference(observations, perturbed, row, i);
          squares += change * change;
        }
        return Math.sqrt(squares);
      }
    };

    /** ‖x̃ − x‖ of one row. */
    public abstract double of(Matrix observations, Matrix perturbed, int row);

    private static double difference(Matrix observations, Matrix perturbed, int row, int column) {
      return (double) perturbed.get(row, column) - observations.get(row, column);
    }
  }

  public PerturbationSet {
    if (!(radius >= 0)) {
      throw new IllegalArgumentException("a perturbation's radius must not be negative: " + radius);
    }
  }

  /** All of the observation box: whoever perturbs is bound by nothing else. */
  public static PerturbationSet unbounded(Box box) {
    return new PerturbationSet(Norm.MAXIMUM, Double.POSITIVE_INFINITY, box);
  }

  /**
   * Moves every row of {@code perturbed} to the nearest point of the ball, and from there into the box, which
   * brings it no farther from x.
   *
   * @param observations x, shape {@code [rows, observation]}, in the box
   * @param perturbed x̃, of the same shape
   */
  public void project(Matrix observations, Matrix perturbed) {
    for (int r = 0; r < observations.rows(); r++) {
      double size = norm == Norm.EUCLIDEAN ? norm.of(observations, perturbed, r) : 0;
      double scale = size > radius ? radius / size : 1;
      for (int i = 0; i < observations.columns(); i++) {
        double x = observations.get(r, i);
        double change = perturbed.get(r, i) - x;
        double within =
            norm == Norm.EUCLIDEAN ? scale * change : Math.clamp(change, -radius, radius);
        if (within != change || !contains(perturbed.get(r, i), i)) {
          perturbed.set(r, i, (float) Math.clamp(x + within, box.low(i), box.high(i)));
        }
      }
    }
  }

  private boolean contains(double value, int index) {
    return value >= box.low(index) && value <= box.high(index);
  }
}
