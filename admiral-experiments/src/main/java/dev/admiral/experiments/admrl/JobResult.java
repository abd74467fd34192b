package dev.admiral.experiments.admrl;

import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.OptimalReturn;
import java.util.List;

/**
 * What an {@link AdaptationJob} measured.
 *
 * @param adaptation after 0, n, 2n, … samples
 * @param optimum searched for by the first seed alone
 */
record JobResult(List<AdaptationResult> adaptation, List<OptimalReturn> optimum) {}
