package dev.admiral.experiments.attack;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.config.Yaml;
import java.util.List;

/** Measures the returns of a policy, clean and under the attacks that its settings name. */
public final class PolicyTestEvaluator<C extends Record & PolicySettings> implements Evaluator<C> {
  private final String method;

  /**
   * @param method the algorithm's id
   */
  public PolicyTestEvaluator(String method) {
    this.method = method;
  }

  @Override
  public boolean isWanted(C settings) {
    return settings.evaluation().episodes() > 0;
  }

  @Override
  public EvaluationPlan plan(C settings, TrainedModel model, EvaluationFolder results) {
    if (settings.evaluation().episodes() == 0) {
      throw new UsageException(
          "evaluation.episodes is 0, which asks for no test: set how many episodes");
    }
    if (!settings.hasLearned(model)) {
      throw new UsageException(
          "%s has not learned anything yet: \"admiral resume %s\" trains it"
              .formatted(model.folder().path(), model.folder().path()));
    }
    return new PolicyTestPlan(
        new TrainedPolicy(
            method,
            model.environment(),
            model.seed(),
            model.folder().path().toString(),
            model.step(),
            Yaml.write(Yaml.tree(settings)),
            List.of()),
        results);
  }
}
