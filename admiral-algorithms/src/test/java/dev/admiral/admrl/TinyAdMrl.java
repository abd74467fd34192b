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
        gradient,
        slbo);
  }
}
