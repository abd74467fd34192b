package dev.admiral.experiments.admrl;

import dev.admiral.experiments.algorithm.KeptJob;
import dev.admiral.experiments.config.Yaml;

/**
 * A job on a trained model of AdMRL's.
 *
 * @param <R> what it measures
 */
interface AdMrlJob<R> extends KeptJob<R> {

  JobContext context();

  /** What its result depends on beyond what all jobs' results do. */
  String ownInputs();

  @Override
  default String results() {
    return context().results();
  }

  @Override
  default String inputs() {
    AdMrlSettings settings = context().parsed();
    EvaluationConfig evaluation = settings.evaluation();
    return String.join(
        "\n",
        Long.toString(context().step()),
        Yaml.write(Yaml.tree(settings.family())),
        Yaml.write(Yaml.tree(settings.training())),
        Yaml.write(Yaml.tree(evaluation.adaptation())),
        Yaml.write(Yaml.tree(evaluation.optimum())),
        context().environment(),
        Long.toString(context().trainingSeed()),
        ownInputs());
  }
}
