package dev.admiral.admrl;

import dev.admiral.dynamics.SlboConfig;

/**
 * Settings of {@link AdMrl}. The defaults are the paper's (appendix C) and, where it is silent, those of
 * its implementation.
 *
 * @param tasks n_tasks, training tasks; the paper has 10 or 20
 * @param zeroShotIterations n_zeroshot, iterations of virtual training before a task's first real sample
 * @param stages n_slbo, times that real data are collected for a task
 * @param firstTaskStages the same for the first task, which has no model to begin with
 * @param stageIterations n_inner, iterations of virtual training after each collection
 * @param samples n_collect, real transitions a collection; a multiple of the family's horizon
 * @param initialTask the first task, in coordinates that map Ψ onto [−1, 1]ᵏ, the same for every
 *     parameter; in [−1, 1]
 * @param selection how the next task is chosen
 * @param gaussianStd standard deviation of {@link Selection#GAUSSIAN}, in those coordinates
 * @param diagnosticEpisodes real episodes with which a fresh policy is measured before training, for the
 *     metric {@code meta/untrained_return} only; 0 for none
 * @param plateau when an iteration of virtual training is the last before its number is reached
 * @param gradient of the sub-optimality with respect to the task
 * @param slbo model, policy and their training
 */
public record AdMrlConfig(
    int tasks,
    int zeroShotIterations,
    int stages,
    int firstTaskStages,
    int stageIterations,
    int samples,
    double initialTask,
    Selection selection,
    double gaussianStd,
    int diagnosticEpisodes,
    PlateauConfig plateau,
    TaskGradientConfig gradient,
    SlboConfig slbo) {

  /** How the next training task is chosen. */
  public enum Selection {
    /** AdMRL: gradient ascent on the sub-optimality gap. */
    ADVERSARIAL,
    /** MB-Unif: uniform on Ψ. */
    UNIFORM,
    /** MB-Gauss: normal around Ψ's centre, projected onto Ψ. */
    GAUSSIAN
  }

  public AdMrlConfig {
    atLeast("tasks", tasks, 1);
    atLeast("zero-shot-iterations", zeroShotIterations, 1);
    atLeast("stages", stages, 1);
    atLeast("first-task-stages", firstTaskStages, 1);
    atLeast("stage-iterations", stageIterations, 1);
    atLeast("samples", samples, 1);
    atLeast("diagnostic-episodes", diagnosticEpisodes, 0);
    if (!(initialTask >= -1 && initialTask <= 1)) {
      throw new IllegalArgumentException("initial-task must be in [-1, 1], not " + initialTask);
    }
    if (!(gaussianStd > 0)) {
      throw new IllegalArgumentException("gaussian-std must be positive, not " + gaussianStd);
    }
  }

  private static void atLeast(String name, int value, int minimum) {
    if (value < minimum) {
      throw new IllegalArgumentException(name + " must be at least " + minimum + ", not " + value);
    }
  }

  public static AdMrlConfig defaults() {
    return defaults(Selection.ADVERSARIAL);
  }

  /** The defaults of AdMRL, MB-Unif or MB-Gauss. */
  public static AdMrlConfig defaults(Selection selection) {
    return new AdMrlConfig(
        20,
        40,
        3,
        10,
        20,
        10_000,
        0.3,
        selection,
        1,
        50,
        PlateauConfig.defaults(),
        TaskGradientConfig.defaults(),
        SlboConfig.defaults());
  }
}
