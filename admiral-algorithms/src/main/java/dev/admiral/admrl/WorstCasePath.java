package dev.admiral.admrl;

import java.util.Comparator;
import java.util.List;

/**
 * The tasks that {@link WorstCaseSearch} visited from one start, in order.
 *
 * @param points at least one, the first that of the start
 */
public record WorstCasePath(List<Point> points) {
  public WorstCasePath {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a path has at least the point that it starts from");
    }
  }

  /**
   * What was measured for one task. Returns are means over episodes, not discounted.
   *
   * @param task ψ, shape {@code [k]}
   * @param returns Aₙ(ψ) after 0, n, 2n, … real samples, shape {@code [stages + 1]}
   * @param optimum A⋆(ψ), the largest return found for the task
   * @param gradient ∂L/∂ψ, shape {@code [k]}
   */
  public record Point(
      List<Double> task, List<Double> returns, double optimum, List<Double> gradient) {
    public Point {
      task = List.copyOf(task);
      returns = List.copyOf(returns);
      gradient = List.copyOf(gradient);
    }

    /** Gₙ(ψ) = A⋆(ψ) − Aₙ(ψ) after {@code stage} stages; 0 for the zero-shot policy. */
    public double gap(int stage) {
      return optimum - returns.get(stage);
    }

    /** ‖∂L/∂ψ‖. */
    public double gradientNorm() {
      return Math.sqrt(gradient.stream().mapToDouble(g -> g * g).sum());
    }
  }

  /** The point with the largest gap after {@code stage} stages, the earliest of several. */
  public Point worst(int stage) {
    return worst(List.of(this), stage);
  }

  /** The same over several paths, of which there is at least one. */
  public static Point worst(List<WorstCasePath> paths, int stage) {
    return paths.stream()
        .flatMap(path -> path.points().stream())
        .max(Comparator.comparingDouble(point -> point.gap(stage)))
        .orElseThrow();
  }
}
