/**
 * A learned model of the dynamics and policy optimisation inside it: Luo et al., Algorithmic Framework for
 * Model-based Deep Reinforcement Learning with Theoretical Guarantees (SLBO), ICLR 2019, as the AdMRL paper
 * uses it (its algorithm 2).
 *
 * <ul>
 *   <li>the model and its multi-step loss (SLBO, section 6): {@link dev.admiral.dynamics.DynamicsModel},
 *       {@link dev.admiral.dynamics.DynamicsTraining}
 *   <li>VirtualTraining (AdMRL, algorithm 2): {@link dev.admiral.dynamics.VirtualTraining}
 *   <li>the model as an environment: {@link dev.admiral.dynamics.VirtualEnvironment}
 *   <li>all of it around one policy: {@link dev.admiral.dynamics.Slbo}
 * </ul>
 *
 * <p>Details on which implementations differ: the loss is the root mean square of a sample's normalised
 * errors, not its square; actions are clipped to ±1 for the model but not for the reward; the policy and
 * the value function share the model's running normaliser of states, so new real data change what a
 * trained policy does until it is trained on.
 */
@NullMarked
package dev.admiral.dynamics;

import org.jspecify.annotations.NullMarked;
