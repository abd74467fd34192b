package dev.admiral.task;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.List;

/** Chooses tasks from a family's Ψ without looking at how a learner does on them. */
public sealed interface TaskSampler {

  /**
   * The next task, ψ ∈ Ψ.
   *
   * @param parameters Ψ, bounded
   * @param index how many tasks were drawn before
   */
  double[] sample(Box parameters, int index, RandomStream random);

  /** Uniform on Ψ. */
  record Uniform() implements TaskSampler {
    @Override
    public double[] sample(Box parameters, int index, RandomStream random) {
      double[] unit = new double[parameters.size()];
      for (int i = 0; i < unit.length; i++) {
        unit[i] = random.nextDouble(-1, 1);
      }
      return parameters.fromUnit(unit);
    }
  }

  /**
   * Normal around Ψ's centre, in coordinates that map Ψ onto [−1, 1]ᵏ, projected onto Ψ.
   *
   * @param std standard deviation in these coordinates, positive; the AdMRL paper has variance 1
   */
  record Gaussian(double std) implements TaskSampler {
    public Gaussian {
      if (!(std > 0)) {
        throw new IllegalArgumentException("std must be positive, not " + std);
      }
    }

    @Override
    public double[] sample(Box parameters, int index, RandomStream random) {
      double[] unit = new double[parameters.size()];
      for (int i = 0; i < unit.length; i++) {
        unit[i] = Math.clamp(std * random.nextGaussian(), -1, 1);
      }
      return parameters.fromUnit(unit);
    }
  }

  /**
   * A regular grid over Ψ, corners included, in row-major order: the last parameter changes fastest.
   * Begins again when it is through.
   *
   * @param shape how many values each parameter takes, at least 1
   */
  record Grid(List<Integer> shape) implements TaskSampler {
    public Grid {
      shape = List.copyOf(shape);
      if (shape.stream().anyMatch(count -> count < 1)) {
        throw new IllegalArgumentException("a grid needs at least 1 value a parameter: " + shape);
      }
    }

    @Override
    public double[] sample(Box parameters, int index, RandomStream random) {
      if (shape.size() != parameters.size()) {
        throw new IllegalArgumentException(
            "a grid of %d parameters does not fit %d".formatted(shape.size(), parameters.size()));
      }
      double[] unit = new double[shape.size()];
      int rest = index;
      for (int i = unit.length - 1; i >= 0; i--) {
        int count = shape.get(i);
        unit[i] = count == 1 ? 0 : 2.0 * (rest % count) / (count - 1) - 1;
        rest /= count;
      }
      return parameters.fromUnit(unit);
    }

    /** How many tasks the grid has. */
    public int count() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  /**
   * The given tasks one after the other; begins again when it is through.
   *
   * @param tasks at least one, each of Ψ's size
   */
  record FixedList(List<double[]> tasks) implements TaskSampler {
    public FixedList {
      tasks = List.copyOf(tasks);
      if (tasks.isEmpty()) {
        throw new IllegalArgumentException("a list of tasks must not be empty");
      }
    }

    @Override
    public double[] sample(Box parameters, int index, RandomStream random) {
      return tasks.get(index % tasks.size()).clone();
    }
  }
}
