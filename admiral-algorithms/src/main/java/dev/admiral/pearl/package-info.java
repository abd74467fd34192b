/**
 * PEARL: Rakelly, Zhou, Quillen, Finn and Levine, Efficient Off-Policy Meta-Reinforcement Learning via Probabilistic
 * Context Variables (ICML 2019), on {@link dev.admiral.sac}.
 *
 * <p>The learner is {@link dev.admiral.pearl.Pearl}, what it trains {@link dev.admiral.pearl.PearlAgent}, and its use
 * on a task {@link dev.admiral.pearl.PearlAdaptation}. As in the published implementation (oyster): soft actor-critic
 * with two critics, a value with a target, a temperature of 1 and scaled rewards; the encoder learns from the
 * critics' error and from its divergence from the prior alone; z is detached for value and policy; rewards in a context
 * are not scaled; there is no factor of the prior in the product.
 *
 * <p>What is done otherwise:
 *
 * <ul>
 *   <li>Hidden weights and biases are uniform on ±1/√(inputs); oyster takes the number of outputs for that of inputs,
 *       and all biases to be 0.1.
 *   <li>An iteration's tasks are different ones, so that they can be collected for side by side; oyster may draw one
 *       twice.
 *   <li>A task's context and its replay memory are one memory, in single precision, taken as it is needed: a context
 *       is a range of it. Oyster has two buffers of 10⁶ rows in double precision.
 *   <li>What the task itself ended is kept as ended, and its last transition is kept (oyster once dropped those); a
 *       time limit is no end.
 *   <li>Evaluation is deterministic where it says so, and each of its episodes has a z of its own (garage's evaluation
 *       drew its actions). After a number of samples, the posterior is of all of them.
 *   <li>Posterior collection follows the prior one at once, and counts as context only where {@code
 *       posterior-samples} ask for it: 0 in most published settings, which is what users stumbled over.
 * </ul>
 */
@NullMarked
package dev.admiral.pearl;

import org.jspecify.annotations.NullMarked;
