/**
 * Model-based adversarial meta-reinforcement learning: Lin, Thomas, Yang and Ma, NeurIPS 2020.
 *
 * <p>Where the paper's equations are:
 *
 * <ul>
 *   <li>algorithm 1: {@link dev.admiral.admrl.AdMrl}; the minimax of equation 1 is its loop
 *   <li>equations 2, 3 and 4: {@link dev.admiral.admrl.TaskGradient}
 *   <li>equation 5, by conjugate gradients on AᵀA: {@link dev.admiral.admrl.ImplicitGradient}
 *   <li>equations 6 and 7 and appendix B: {@code ReinforceSystem}, {@link
 *       dev.admiral.admrl.HessianEstimator}
 *   <li>Aₙ(ψ) of section 5: {@link dev.admiral.admrl.Adaptation}; A⋆(ψ), which the paper leaves open: {@link
 *       dev.admiral.admrl.OptimalReturnSearch}
 * </ul>
 *
 * <p>Beyond the paper, and off unless asked for: the ratio of returns as the sub-optimality ({@link
 * dev.admiral.admrl.TaskGradientConfig.Objective}), the end of virtual training on a plateau of the real
 * return ({@link dev.admiral.admrl.PlateauConfig}), and the worst case over all of Ψ instead of a grid
 * ({@link dev.admiral.admrl.WorstCaseSearch}).
 *
 * <p>Details on which implementations differ: the adjoint form of the solve; whether the gradient is per
 * time step or per episode, and in which coordinates it is climbed; that the terms at θ̂ are taken before
 * the model learns from the task; that each episode of the gradient's rollouts is a whole one. They are
 * fields of {@link dev.admiral.admrl.TaskGradientConfig} or stand in the documentation of what they concern.
 */
@NullMarked
package dev.admiral.admrl;

import org.jspecify.annotations.NullMarked;
