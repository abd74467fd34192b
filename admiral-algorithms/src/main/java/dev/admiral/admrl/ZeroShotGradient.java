package dev.admiral.admrl;

import dev.admiral.checkpoint.Checkpoint;

/**
 * What of {@link TaskGradient} is taken at θ̂, before the model and its normalisers learn from the task's
 * real data: θ̂ is the optimum under the model as it was.
 *
 * @param direct ∂η⋆/∂ψ at θ̂, shape {@code [k]}
 * @param implicit (∂θ̂/∂ψ)ᵀ ∂η⋆/∂θ at θ̂, shape {@code [k]}
 * @param discountedReturn η⋆(θ̂, ψ), the mean discounted return: of an episode or per time step, as both
 *     gradients are
 */
public record ZeroShotGradient(double[] direct, double[] implicit, double discountedReturn) {

  /** That of no θ̂: all zero, for {@code k} task parameters. */
  static ZeroShotGradient zero(int k) {
    return new ZeroShotGradient(new double[k], new double[k], 0);
  }

  void save(Checkpoint checkpoint) {
    checkpoint.put("implicit", implicit);
    checkpoint.put("direct-at-zero-shot", direct);
    checkpoint.put("return-at-zero-shot", new double[] {discountedReturn});
  }

  static ZeroShotGradient restore(Checkpoint checkpoint) {
    // The first checkpoints have no return: they are all of the difference, which does without.
    double[] discountedReturn = new double[1];
    if (checkpoint.contains("return-at-zero-shot")) {
      checkpoint.read("return-at-zero-shot", discountedReturn);
    }
    return new ZeroShotGradient(
        checkpoint.doubles("direct-at-zero-shot").clone(),
        checkpoint.doubles("implicit").clone(),
        discountedReturn[0]);
  }
}
