package dev.admiral.admrl;

import dev.admiral.admrl.AdMrlConfig.Selection;
import dev.admiral.dynamics.PointMassFamily;
import dev.admiral.dynamics.SlboConfig;
import dev.admiral.dynamics.TinySlbo;

/** Settings of {@link AdMrl} for {@link PointMassFamily}. */
final class TinyAdMrl {
  private TinyAdMrl() {}

  /** Three tasks within a second; learns nothing to speak of. */
  static AdMrlConfig fast(Selection selection) {
    return config(3, 2, 2, 80, selection, 3, 4, TinySlbo.fast());
  }

  /** Three tasks in some seconds. */
  static AdMrlConfig learning() {
    return config(3, 6, 1, 600, Selection.ADVERSARIAL, 20, 50, TinySlbo.learning());
  }

  /** Those of {@link #fast}, adversarial, with up to 4 iterations a phase that may end early. */
  static AdMrlConfig fast(PlateauConfig plateau) {
    AdMrlConfig config = config(3, 4, 2, 80, Selection.ADVERSARIAL, 3, 4, TinySlbo.fast());
    return with(plateau, config.gradient(), config);
  }

  /** {@code config} with another task gradient. */
  static AdMrlConfig with(TaskGradientConfig gradient, AdMrlConfig config) {
    return with(config.plateau(), gradient, config);
  }

  private static AdMrlConfig with(
      PlateauConfig plateau, TaskGradientConfig gradient, AdMrlConfig config) {
    return new AdMrlConfig(
        config.tasks(),
        config.zeroShotIterations(),
        config.stages(),
        config.firstTaskStages(),
        config.stageIterations(),
        config.samples(),
        config.initialTask(),
        config.selection(),
        config.gaussianStd(),
        config.diagnosticEpisodes(),
        plateau,
        gradient,
        config.slbo());
  }

  /** {@code gradient} of another objective. */
  static TaskGradientConfig with(
      TaskGradientConfig.Objective objective, TaskGradientConfig gradient) {
    return new TaskGradientConfig(
        objective,
        gradient.learningRate(),
        gradient.coordinates(),
        gradient.perTimeStep(),
        gradient.episodes(),
        gradient.hessian(),
        gradient.form(),
        gradient.damping(),
        gradient.iterations(),
        gradient.tolerance());
  }

  private static AdMrlConfig config(
      int tasks,
      int iterations,
      int stages,
      int samples,
      Selection selection,
      int diagnosticEpisodes,
      int gradientEpisodes,
      SlboConfig slbo) {
    TaskGradientConfig defaults = TaskGradientConfig.defaults();
    var gradient =
        new TaskGradientConfig(
            defaults.objective(),
            defaults.learningRate(),
            defaults.coordinates(),
            defaults.perTimeStep(),
            gradientEpisodes,
            defaults.hessian(),
            defaults.form(),
            defaults.damping(),
            10,
            defaults.tolerance());
    return new AdMrlConfig(
        tasks,
        iterations,
        stages,
        stages + 1,
        iterations,
        samples,
        0.3,
        selection,
        1,
        diagnosticEpisodes,
        PlateauConfig.defaults(),
        gradient,
        slbo);
  }
}
