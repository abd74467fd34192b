package dev.admiral.maml;

import dev.admiral.trpo.TrustRegion;

/** What one task says of θ, on the data that θ led to: a surrogate of the return and a divergence. */
public interface TaskObjective {

  /** The surrogate's gradient at the θ that the data are of, shape {@code [θ]}. */
  double[] gradient();

  /** v ← H v with H the Hessian of the divergence at the θ that the data are of. */
  void curvature(double[] v);

  /**
   * The surrogate and the divergence of another θ; {@link #gradient} and {@link #curvature} are lost by it.
   *
   * @param theta shape {@code [θ]}, not changed
   */
  TrustRegion.Trial trial(float[] theta);
}
