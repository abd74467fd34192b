package dev.admiral.policy;

import dev.admiral.concurrent.Workers;
import dev.admiral.random.RandomStream;

/**
 * A policy π_θ and a value function V_θ with their parameters in one flat vector, of which the policy reads a
 * prefix: an attack on the policy needs nothing but the vector.
 */
public sealed interface ActorCritic permits SharedActorCritic, SeparateActorCritic {

  /** π; its parameters are the first of θ. */
  Policy policy();

  /** The length of θ, padding included. */
  int parameterLength();

  /** θ without padding, as it is stored in files. */
  float[] pack(float[] parameters);

  /** The inverse of {@link #pack}. */
  float[] unpack(float[] packed);

  /**
   * Orthogonal weights: hidden layers with gain √2, the policy's outputs with 0.01, so that a fresh policy acts
   * alike everywhere, and the value's with 1. A Gaussian begins with a standard deviation of 1.
   */
  float[] initialParameters(RandomStream random);

  /** Memory for batches of up to {@code maximumRows} observations. */
  ActorCriticPass pass(int maximumRows, Workers workers);
}
