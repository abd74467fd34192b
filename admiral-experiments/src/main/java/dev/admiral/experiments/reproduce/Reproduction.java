package dev.admiral.experiments.reproduce;

import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.run.RunConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An experiment of a paper that can be carried out by name. */
public interface Reproduction {

  /** The name on the command line, such as {@code admrl-worst-case}. */
  String id();

  /** One line on what it shows, with the paper's figure. */
  String description();

  /** The ids of the environments or families that it can be carried out on, the default one first. */
  List<String> environments();

  /** What is compared, in the order of the figure. All have the presets of the first. */
  List<Method> methods();

  /**
   * A method of a comparison.
   *
   * @param algorithm its id
   * @param label what a reader calls it
   */
  record Method(String algorithm, String label) {}

  /**
   * A method's configuration with whatever must be as in that of the first method with the same seed; as it is,
   * unless the methods have settings of different kinds.
   *
   * @param first that of the first method, which another may be measured like
   */
  default RunConfig aligned(RunConfig first, RunConfig own) {
    return own;
  }

  /**
   * What is changed about the evaluation of run number {@code run}, counted from 0; empty where runs are not
   * evaluated on test tasks.
   */
  Optional<List<String>> evaluationSettings(int run);

  /**
   * Refuses settings under which the trained models could not be measured; called before anything is
   * trained.
   *
   * @param run counted from 0
   * @throws dev.admiral.experiments.UsageException if they are impossible, naming a key
   */
  void check(int run, RunConfig config);

  /**
   * What is measured on the trained models, all of it in one pool.
   *
   * @param trained every method with every training seed
   * @param folder the experiment's, for what belongs to no run
   */
  List<EvaluationPlan> measurements(List<TrainedRun> trained, Path folder);

  /**
   * How long the measurements take that are no evaluation of a run's own, at rates that are measured now, for
   * some seconds; zero where there are none, or where that is not known.
   *
   * @param trained every method with every training seed, not trained yet
   */
  default Duration measuringTime(List<TrainedRun> trained, int threads) {
    return Duration.ZERO;
  }

  /** What came out, once everything is measured. */
  Figure figure(List<TrainedRun> trained, Path folder, Provenance provenance);
}
