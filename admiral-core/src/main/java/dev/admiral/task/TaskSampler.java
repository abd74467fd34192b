package dev.admiral.task;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses tasks from a family's Ψ without looking at how a learner does on them. */
public sealed interface TaskSampler {

  /**
   * The next task, ψ ∈ Ψ.
   *
   * @param parameters Ψ, bounded
   * @param index how many tasks were drawn before
   */
  double[] sample(Box parameters, int index, RandomStream random);

  /**
   * Whether this may choose {@code task}, or tasks as near to it as one likes: all of Ψ, unless a sampler says otherwise.
   *
   * @param parameters Ψ, bounded
   * @param task shape {@code [parameters]}
   */
  default boolean reaches(Box parameters, double[] task) {
    return parameters.contains(task);
  }

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

  /** Uniform on the largest ellipsoid within Ψ: in coordinates that map Ψ onto [−1, 1]ᵏ, on the unit ball. */
  record Ball() implements TaskSampler {
    /** A point on the sphere may come out a little beyond it. */
    private static final double ROUNDING = 1e-9;

    @Override
    public double[] sample(Box parameters, int index, RandomStream random) {
      double[] unit = new double[parameters.size()];
      double squares = 0;
      for (int i = 0; i < unit.length; i++) {
        unit[i] = random.nextGaussian();
        squares += unit[i] * unit[i];
      }
      double radius = Math.pow(random.nextDouble(0, 1), 1.0 / unit.length) / Math.sqrt(squares);
      for (int i = 0; i < unit.length; i++) {
        unit[i] *= radius;
      }
      return parameters.fromUnit(unit);
    }

    @Override
    public boolean reaches(Box parameters, double[] task) {
      return parameters.contains(task)
          && Arrays.stream(parameters.toUnit(task)).map(x -> x * x).sum() <= 1 + ROUNDING;
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

  /** Uniform on the boundary of Ψ, every face as likely as any other. */
  record Boundary() implements TaskSampler {
    @Override
    public double[] sample(Box parameters, int index, RandomStream random) {
      double[] unit = new double[parameters.size()];
      for (int i = 0; i < unit.length; i++) {
        unit[i] = random.nextDouble(-1, 1);
      }
      unit[random.nextInt(unit.length)] = random.nextInt(2) == 0 ? -1 : 1;
      return parameters.fromUnit(unit);
    }

    @Override
    public boolean reaches(Box parameters, double[] task) {
      return parameters.contains(task)
          && IntStream.range(0, task.length)
              .anyMatch(i -> task[i] == parameters.low(i) || task[i] == parameters.high(i));
    }
  }

  /**
   * One of the given tasks, each as likely as any other.
   *
   * @param tasks at least one, each of Ψ's size
   */
  record Choice(List<double[]> tasks) implements TaskSampler {
    public Choice {
      tasks = List.copyOf(tasks);
      if (tasks.isEmpty()) {
        throw new IllegalArgumentException("a choice of tasks must not be empty");
      }
    }

    @Override
    public double[] sample(Box parameters, int index, RandomStream random) {
      return tasks.get(random.nextInt(tasks.size())).clone();
    }

    @Override
    public boolean reaches(Box parameters, double[] task) {
      return tasks.stream().anyMatch(one -> Arrays.equals(one, task));
    }
  }

  /**
   * The given tasks one after the other, such as those of a {@link TaskGrid}; begins again when it is
   * through.
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

    @Override
    public boolean reaches(Box parameters, double[] task) {
      return tasks.stream().anyMatch(one -> Arrays.equals(one, task));
    }
  }
}
