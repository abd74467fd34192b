package dev.admiral.adgan;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Network;
import dev.admiral.nn.NetworkPass;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.policy.Policy;

/**
 * A trained generator as an attack: x̃ = x + s · G(x), then the nearest point of the set. It looks at the
 * observation alone, so it attacks any policy that sees observations of this size.
 *
 * @param generator G, from observations to perturbations
 * @param parameters of G, not to be changed any more
 * @param scale s
 */
public record GeneratorAttack(
    Network generator, float[] parameters, double scale, PerturbationSet set)
    implements ObservationAttack {

  @Override
  public Pass pass(Policy victim, int maximumRows) {
    int size = victim.network().inputSize();
    if (size != generator.inputSize()) {
      throw new IllegalArgumentException(
          "the generator perturbs observations of %d numbers, but the policy sees %d"
              .formatted(generator.inputSize(), size));
    }
    NetworkPass pass = generator.pass(maximumRows, Workers.SERIAL);
    return (theta, observations, random, perturbed) -> {
      Matrix delta = pass.forward(parameters, observations);
      for (int r = 0; r < observations.rows(); r++) {
        for (int i = 0; i < size; i++) {
          double shown = observations.get(r, i) + scale * delta.get(r, i);
          perturbed.set(r, i, (float) shown);
        }
      }
      set.project(observations, perturbed);
    };
  }
}
