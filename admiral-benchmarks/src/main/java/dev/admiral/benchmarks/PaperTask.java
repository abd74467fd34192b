package dev.admiral.benchmarks;

import dev.admiral.admrl.AdMrl;
import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.admrl.AdMrlAlgorithm;
import dev.admiral.experiments.admrl.AdMrlSettings;
import dev.admiral.experiments.config.Preset;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.mujoco.task.Hopper2d;
import dev.admiral.random.RandomStreams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One training task of AdMRL on Hopper-2D at the paper's sizes: 40 zero-shot iterations, three stages of 20, and
 * the task's gradient. The task is the second; the first, which has no zero-shot phase, is cut to one
 * stage.
 *
 * <pre>./admiral benchmark-main PaperTask [WIDTH]      the model's hidden layers, default 1000</pre>
 */
public final class PaperTask {
  private static final String FAMILY = "hopper-2d";

  private PaperTask() {}

  /** Prints the seconds of every part. */
  public static void main(String[] arguments) {
    int width = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    AdMrlSettings settings =
        Preset.load("admrl", "paper", FAMILY)
            .applyTo(
                AdMrlAlgorithm.ADMRL.defaults(FAMILY),
                List.of(
                    "training.tasks=2",
                    "training.first-task-stages=1",
                    "training.slbo.model.hidden=[%d, %d]".formatted(width, width)));
    Hopper2d family = new Hopper2d(1, ResetNoise.gaussianVelocity(0.1), 200);
    Map<String, Double> seconds = new LinkedHashMap<>();
    try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
        AdMrl learner = new AdMrl(settings.training(), family, new RandomStreams(1), workers)) {
      while (!learner.finished()) {
        String phase = learner.phase();
        long start = System.nanoTime();
        var _ = learner.iterate();
        if (phase.startsWith("task 2/2: ")) {
          String part = phase.substring("task 2/2: ".length()).replaceAll("[ ,]*\\d.*", "");
          seconds.merge(part, (System.nanoTime() - start) * 1e-9, Double::sum);
        }
      }
    }
    double total = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    seconds.forEach((part, time) ->
        System.out.printf(
            Locale.ROOT, "%-14s %7.1f s  %5.1f %%%n", part, time, 100 * time / total));
    System.out.printf(Locale.ROOT, "one task, model %d-%d: %.2f min%n", width, width, total / 60);
  }
}
