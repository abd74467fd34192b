/// What an evaluation of an adversarial meta-learner measured, and what follows from it.
///
/// Source: Lin et al., *Model-based Adversarial Meta-Reinforcement Learning* (NeurIPS 2020), section 5,
/// "Evaluation Metric". For tasks ψ on a grid over Ψ:
///
/// - Aₙ(ψ): the return after adapting with n real samples; A₀ is zero-shot;
/// - A*(ψ): the best return that is known for the task. The paper does not say how it is obtained; here
///   it is an estimate ([OptimalReturn][dev.admiral.experiments.evaluation.OptimalReturn], with its source
///   and its budget of samples), raised to any Aₙ(ψ) that was measured above it;
/// - Gₙ(ψ) = A*(ψ) − Aₙ(ψ): the sub-optimality gap, which is therefore never negative;
/// - Gₙᵐᵃˣ = max over ψ of Gₙ(ψ): the worst case.
///
/// Beyond the paper, the worst case may also be searched for in all of Ψ
/// ([WorstCaseSearch][dev.admiral.admrl.WorstCaseSearch]); what that visited is kept apart from the grid's tasks.
///
/// [Evaluation][dev.admiral.experiments.evaluation.Evaluation] holds the measurements and defines these
/// quantities, [EvaluationSummary][dev.admiral.experiments.evaluation.EvaluationSummary] puts confidence
/// intervals on them, and `evaluation.json` and `evaluation.csv` keep them.
@NullMarked
package dev.admiral.experiments.evaluation;

import org.jspecify.annotations.NullMarked;
