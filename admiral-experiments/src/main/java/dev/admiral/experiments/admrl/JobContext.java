package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrl;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.comparison.TestTasks;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * What the jobs of an evaluation have in common.
 *
 * @param method the algorithm's id
 * @param environment the family's
 * @param trainingSeed the run's
 * @param run the run's folder
 * @param step of the checkpoint that is evaluated
 * @param settings of the evaluation, in YAML
 * @param results the folder where what jobs measured is kept
 */
record JobContext(
    String method,
    String environment,
    long trainingSeed,
    String run,
    long step,
    String settings,
    String results)
    implements Serializable {

  AdMrlSettings parsed() {
    return RecordBinder.bind(
        AdMrlAlgorithm.of(method).defaults(environment), Yaml.parse("an evaluation", settings));
  }

  /** The family over the test tasks' Ψ. */
  TaskFamily family(AdMrlSettings parsed) {
    return TestTasks.of(parsed.evaluation().tasks(), AdMrlAlgorithm.family(parsed, environment))
        .family();
  }

  /**
   * A root of random numbers for each job, so that a job's numbers do not depend on which others there are.
   *
   * @param job tells it from every other
   */
  long root(String job) {
    return new RandomStreams(trainingSeed).stream("evaluation/" + job).nextLong();
  }

  /** A learner as meta-training left it. */
  Slbo trained(AdMrlSettings parsed, RandomStreams streams) {
    Slbo slbo = new Slbo(parsed.training().slbo(), family(parsed), streams, Workers.SERIAL);
    slbo.restore(AdMrl.slboState(LoadedCheckpoints.get(Path.of(run), step)));
    return slbo;
  }
}
