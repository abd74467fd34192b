package dev.admiral.attack;

import dev.admiral.nn.Matrix;
import dev.admiral.policy.Policy;
import org.jspecify.annotations.Nullable;

/** What an attack on an observation maximises. Immutable and thread-safe. */
public interface AttackObjective {

  /**
   * Memory for batches of up to {@code maximumRows} observations.
   *
   * @param victim who is to be deceived
   */
  Pass pass(Policy victim, int maximumRows);

  /** One batch after the other. Used by one thread at a time. */
  interface Pass {

    /**
     * Begins with the true observations.
     *
     * @param parameters θ of the victim, not to change until the next call
     * @param observations x, shape {@code [rows, observation]}; not kept
     */
    void begin(float[] parameters, Matrix observations);

    /**
     * Evaluates what might be shown instead.
     *
     * @param shown x̃, shape {@code [rows, observation]}
     * @param values the objective of every row, shape {@code [rows]}, overwritten
     * @param gradients its derivatives by x̃, shape {@code [rows, observation]}, overwritten; null where they are
     *     not wanted
     */
    void evaluate(Matrix shown, float[] values, @Nullable Matrix gradients);
  }
}
