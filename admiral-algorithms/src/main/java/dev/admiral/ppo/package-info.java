/**
 * Proximal policy optimisation (Schulman et al. 2017) as OpenAI baselines' PPO2, and adversarial training with it
 * (ATPA, appendix B).
 *
 * <p>What implementations differ in, and what is done here:
 *
 * <ul>
 *   <li>An episode that is cut off is bootstrapped from the value of its last observation; PPO2 and CleanRL take it
 *       for the end.
 *   <li>Values are clipped by the same ρ as ratios, in units of (scaled) returns, as PPO2 does.
 *   <li>ATPA anneals ρ with the learning rate (table 2); PPO2 leaves it constant. Both are settings.
 *   <li>Under attack the value function sees what the policy was shown: with a shared trunk they have one input. Its
 *       target is the return of the perturbed policy (algorithm 3).
 *   <li>Advantages are normalised with the minibatch's population standard deviation.
 * </ul>
 */
@NullMarked
package dev.admiral.ppo;

import org.jspecify.annotations.NullMarked;
