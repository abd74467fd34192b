/**
 * Soft actor-critic: Haarnoja, Zhou, Hartikainen, Tucker et al., Soft Actor-Critic Algorithms and Applications
 * (arXiv 1812.05905), and what other methods with replay share with it.
 *
 * <p>What implementations differ in, and what is done here:
 *
 * <ul>
 *   <li>An episode that is cut off by a time limit is kept as going on: only what the task itself ended has nothing
 *       beyond.
 *   <li>Every observation is kept once, in single precision ({@link dev.admiral.sac.TransitionRing}), and memory
 *       is taken as transitions come in.
 *   <li>log π is exact; others add 10⁻⁶ to 1 − a². Logarithmic standard deviations are clamped to [−20, 2], as by the
 *       authors.
 *   <li>log α descends −α·(log π + H̄) by Adam at the critics' rate, as in CleanRL.
 *   <li>Policy and temperature learn with every step of the critics; CleanRL does two of them every second step.
 *   <li>With N environments, N gradient steps follow each of their steps.
 * </ul>
 */
@NullMarked
package dev.admiral.sac;

import org.jspecify.annotations.NullMarked;
