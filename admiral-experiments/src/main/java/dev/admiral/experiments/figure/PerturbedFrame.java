package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.GreyPicture;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A picture that a policy of games sees, and what an attack did to it.
 *
 * @param method its id
 * @param label what a reader calls the method
 * @param seed of its training
 * @param columns how many pixels a row has
 * @param pixels of 255, row by row
 * @param change δ, in the units of pixels, as many
 * @param before the probability of the most probable action undisturbed
 * @param after that action's probability under attack
 */
public record PerturbedFrame(
    String method,
    String label,
    long seed,
    int columns,
    List<Integer> pixels,
    List<Double> change,
    double before,
    double after) {
  public PerturbedFrame {
    pixels = List.copyOf(pixels);
    change = List.copyOf(change);
    if (pixels.size() != change.size()) {
      throw new IllegalArgumentException("a perturbation has as many pixels as its picture");
    }
  }

  GreyPicture clean() {
    return new GreyPicture(columns, pixels);
  }

  GreyPicture perturbed() {
    return picture(i -> pixels.get(i) + change.get(i));
  }

  /** δ alone: middle grey is none, black −ε, white ε. */
  GreyPicture perturbation(double epsilon) {
    return picture(i -> 127.5 * (1 + change.get(i) / epsilon));
  }

  private GreyPicture picture(IntToDoubleFunction grey) {
    return new GreyPicture(
        columns,
        IntStream.range(0, pixels.size())
            .mapToObj(i -> Math.clamp(Math.round(grey.applyAsDouble(i)), 0, 255))
            .toList());
  }

  /** The largest |δ| of the picture. */
  double largestChange() {
    return change.stream().mapToDouble(Math::abs).max().orElse(0);
  }

  /**
   * The correlation of δ at pixels that stand side by side: 0, up to chance, of noise that is independent from pixel
   * to pixel. NaN where δ is the same everywhere.
   */
  double neighbourCorrelation() {
    double mean = change.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double products = 0;
    int pairs = 0;
    double squares = 0;
    for (int i = 0; i < change.size(); i++) {
      double here = change.get(i) - mean;
      squares += here * here;
      if (i % columns < columns - 1) {
        products += here * (change.get(i + 1) - mean);
        pairs++;
      }
    }
    return products / pairs / (squares / change.size());
  }
}
