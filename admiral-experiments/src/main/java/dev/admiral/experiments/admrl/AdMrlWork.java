package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrlConfig;
import dev.admiral.admrl.AdaptationConfig;
import dev.admiral.experiments.comparison.TestTasks;
import dev.admiral.task.TaskFamily;

/**
 * How often each kind of work is done that takes time.
 *
 * @param iterations of virtual training, each of the configured number of virtual samples
 * @param realSteps in the real environment
 * @param optimumUpdates of the search for A⋆, each of the configured number of real samples, which are not
 *     among {@code realSteps}
 */
record AdMrlWork(double iterations, double realSteps, double optimumUpdates) {

  /** A training from its beginning, if no plateau ends a phase of it early. */
  static AdMrlWork ofTraining(AdMrlConfig training, TaskFamily family) {
    double later = training.tasks() - 1;
    double collections = training.firstTaskStages() + later * training.stages();
    double iterations =
        collections * training.stageIterations() + later * training.zeroShotIterations();
    // For the gradient after each task, and once more at θ̂ of all but the first.
    double gradients = training.tasks() + later;
    double episodes =
        gradients * training.gradient().episodes()
            + (double) training.tasks() * training.diagnosticEpisodes()
            + (training.plateau().isOn() ? iterations * training.plateau().episodes() : 0);
    return new AdMrlWork(
        iterations, collections * training.samples() + episodes * family.horizon(), 0);
  }

  /** The jobs of the test tasks; A⋆ is searched for once a task, from two starts. */
  static AdMrlWork ofEvaluation(EvaluationConfig evaluation, TaskFamily family) {
    double tasks = TestTasks.of(evaluation.tasks(), family).tasks().size();
    return ofAdaptations(evaluation, tasks * evaluation.seeds(), tasks, family);
  }

  /**
   * One start of the search for the worst task, if it does not end early: at each task that it visits, an
   * adaptation, a search for A⋆ and a gradient.
   */
  static AdMrlWork ofWorstCasePath(
      EvaluationConfig evaluation, int gradientEpisodes, TaskFamily family) {
    double visits = evaluation.worstCase().steps() + 1.0;
    AdMrlWork adaptations = ofAdaptations(evaluation, visits, visits, family);
    return new AdMrlWork(
        adaptations.iterations,
        adaptations.realSteps + visits * 2 * gradientEpisodes * family.horizon(),
        adaptations.optimumUpdates);
  }

  /**
   * The jobs of {@link ModelErrorPlan}; what models predict takes no time beside the searches.
   *
   * @param samples of the first collection of each
   */
  static AdMrlWork ofModelErrors(EvaluationConfig evaluation, int samples, TaskFamily family) {
    double tasks = TestTasks.of(evaluation.tasks(), family).tasks().size();
    AdMrlWork searches = ofAdaptations(evaluation, 0, tasks, family);
    double transitions = (double) evaluation.adaptation().episodes() * family.horizon();
    return new AdMrlWork(
        0, searches.realSteps + tasks * (samples + transitions), searches.optimumUpdates);
  }

  private static AdMrlWork ofAdaptations(
      EvaluationConfig evaluation, double jobs, double searchedTasks, TaskFamily family) {
    AdaptationConfig adaptation = evaluation.adaptation();
    double searches = evaluation.optimum().updates() == 0 ? 0 : 2 * searchedTasks;
    double stages = adaptation.stages();
    double measured = jobs * (stages + 1) + searches;
    return new AdMrlWork(
        jobs * (adaptation.zeroShotIterations() + stages * adaptation.stageIterations()),
        jobs * stages * adaptation.samples() + measured * adaptation.episodes() * family.horizon(),
        searches * evaluation.optimum().updates());
  }

  /** How long it takes one worker after the other, in seconds. */
  double seconds(Rates rates) {
    return iterations * rates.iteration
        + realSteps * rates.realStep
        + optimumUpdates * rates.optimumUpdate;
  }

  /**
   * Seconds of one of each.
   *
   * @param iteration of virtual training
   * @param realStep in the real environment
   * @param optimumUpdate of the search for A⋆
   */
  record Rates(double iteration, double realStep, double optimumUpdate) {}
}
