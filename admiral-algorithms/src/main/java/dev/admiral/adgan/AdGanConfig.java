package dev.admiral.adgan;

import java.util.List;

/**
 * Settings of an {@link AdGan}. α, β and c are the paper's (section V.B); it does not give the networks and
 * their optimisers.
 *
 * @param generatorHidden the widths of the generator's hidden layers
 * @param discriminatorHidden the widths of the discriminator's hidden layers
 * @param learningRate of both networks' Adam
 * @param ganWeight α, of L_GAN
 * @param hingeWeight β, of L_hinge
 * @param bound c: how long a perturbation may be before L_hinge grows, in the units of observations
 * @param limit to what length a perturbation is cut in training, in the units of observations; at least the bound. The
 *     paper has only L_hinge, which does not hold L_adv back where the policy's standard deviation is small
 * @param updates how many steps discriminator and generator take on the data of one task
 */
public record AdGanConfig(
    List<Integer> generatorHidden,
    List<Integer> discriminatorHidden,
    double learningRate,
    double ganWeight,
    double hingeWeight,
    double bound,
    double limit,
    int updates) {
  public AdGanConfig {
    generatorHidden = List.copyOf(generatorHidden);
    discriminatorHidden = List.copyOf(discriminatorHidden);
    notNegative("learning-rate", learningRate);
    notNegative("gan-weight", ganWeight);
    notNegative("hinge-weight", hingeWeight);
    if (!(bound > 0 && bound < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("bound must be positive and finite, not " + bound);
    }
    if (!(limit >= bound && limit < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "limit must be finite and at least the bound of %s, not %s".formatted(bound, limit));
    }
    if (updates < 1) {
      throw new IllegalArgumentException("updates must be at least 1, not " + updates);
    }
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and not negative: " + value);
    }
  }

  /** Two layers of 64 each, learning rate 10⁻³, α = 0.8, β = 0.2, c = 0.2 with the limit there, one step a task. */
  public static AdGanConfig defaults() {
    return new AdGanConfig(List.of(64, 64), List.of(64, 64), 1e-3, 0.8, 0.2, 0.2, 0.2, 1);
  }
}
