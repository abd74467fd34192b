/**
 * Multi-task policies π(a|s, ψ), which are told the task: the baselines that Lin et al. (NeurIPS 2020, section 5)
 * compare AdMRL with. MT-joint is {@link dev.admiral.multitask.JointTraining}; MAML-MT and PEARL-MT are the learners
 * of {@code maml} and {@code pearl} on a {@link dev.admiral.task.ContextualFamily}.
 *
 * <p>The paper says no more than “train multi-task policy π jointly on all training tasks” and that “the number of
 * training samples and tasks” is that of the other baselines. So the trust region, the baseline of the
 * advantages and the number of samples are MAML's, the number of tasks is PEARL's, and the policy is never adapted.
 */
@NullMarked
package dev.admiral.multitask;

import org.jspecify.annotations.NullMarked;
