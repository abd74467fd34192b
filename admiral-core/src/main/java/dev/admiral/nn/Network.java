package dev.admiral.nn;

import dev.admiral.concurrent.Workers;

/**
 * A differentiable map from a batch {@code [rows, input]} to a batch {@code [rows, output]}.
 *
 * <p>A network is an architecture; its parameters are one flat vector that the caller owns and passes
 * in, so that an algorithm may hold several (θ, an adapted φ, a target) for one network. The vector may
 * contain padding, whose entries are zero and stay zero: gradients are zero there. Algorithms treat the
 * vector as a point of a Euclidean space and need not know. A vector may be longer than {@link
 * #parameterLength}: the network reads a prefix, and what follows belongs to whoever appended it, such as
 * a policy's standard deviations.
 *
 * <p>All derivatives come from four exact primitives of a {@link NetworkPass}: forward, vjp, jvp and
 * hvp. Losses are closed forms on the outputs.
 */
public interface Network {

  int inputSize();

  int outputSize();

  /** The length of a parameter vector, padding included. */
  int parameterLength();

  /** How many parameters there are, padding left out. */
  int parameterCount();

  /** The parameters without padding, shape {@code [parameterCount]}, as they are stored in files. */
  float[] pack(float[] parameters);

  /** The inverse of {@link #pack}: writes into the flat vector {@code parameters}. */
  void unpack(float[] packed, float[] parameters);

  /**
   * Memory for batches of up to {@code maximumRows} rows.
   *
   * @param workers who share the work of a batch; results do not depend on how many they are
   */
  NetworkPass pass(int maximumRows, Workers workers);
}
