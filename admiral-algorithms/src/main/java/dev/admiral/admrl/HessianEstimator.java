package dev.admiral.admrl;

/** How ∂²η̂/∂θ∂θᵀ is estimated from episodes by the log-derivative trick. */
public enum HessianEstimator {
  /**
   * The paper's appendix B, as its implementation computes it: Σₜ γᵗ Âₜ (∇log πₜ ∇log πₜᵀ + ∇²log πₜ),
   * πₜ = π_θ(aₜ|sₜ) and Âₜ what is to go less a baseline. It leaves out how Q itself changes with θ, so it
   * is biased where episodes have more than one step, but its variance is small.
   */
  TIME_STEP,
  /**
   * The paper's equation 7: R(τ) (∇log π(τ) ∇log π(τ)ᵀ + ∇²log π(τ)) with log π(τ) = Σₜ log πₜ, R less a
   * baseline. Unbiased, of much larger variance: its first part has the rank of the number of episodes.
   */
  TRAJECTORY
}
