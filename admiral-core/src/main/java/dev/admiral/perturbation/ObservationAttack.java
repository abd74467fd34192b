package dev.admiral.perturbation;

import dev.admiral.nn.Matrix;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;

/**
 * Chooses what a policy is shown in place of the true observation. The environment's state stays as it is:
 * only the policy is deceived. Immutable and thread-safe.
 */
public interface ObservationAttack {

  /** What it may show; it never leaves it. */
  PerturbationSet set();

  /**
   * Memory for attacks on one policy.
   *
   * @param victim who is to be deceived
   * @param maximumRows how many observations a batch has at most
   */
  Pass pass(Policy victim, int maximumRows);

  /** Attacks batch after batch. Used by one thread at a time. */
  interface Pass {

    /**
     * Writes what is shown into {@code perturbed}.
     *
     * @param parameters θ of the victim
     * @param observations x, shape {@code [rows, observation]}
     * @param random one stream per row, so that what happens in a row does not depend on the others
     * @param perturbed x̃, of the same shape, overwritten
     */
    void perturb(float[] parameters, Matrix observations, RandomStream[] random, Matrix perturbed);
  }
}
