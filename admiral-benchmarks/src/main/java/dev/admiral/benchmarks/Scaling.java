package dev.admiral.benchmarks;

import dev.admiral.admrl.AdMrl;
import dev.admiral.admrl.Adaptation;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.experiments.admrl.AdMrlAlgorithm;
import dev.admiral.experiments.admrl.AdMrlSettings;
import dev.admiral.experiments.config.Preset;
import dev.admiral.mujoco.task.Hopper2d;
import dev.admiral.random.RandomStreams;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/**
 * Seconds against training tasks, virtual samples and test tasks, each doubled three times, on Hopper-2D with
 * the {@code quick} preset's sizes.
 *
 * <pre>./admiral benchmark-main Scaling</pre>
 */
public final class Scaling {
  private static final String FAMILY = "hopper-2d";

  private Scaling() {}

  /** Prints three tables. */
  public static void main(String[] arguments) {
    try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
      train(2, workers, new Checkpoint()); // warms up
      table("training tasks", 2, tasks -> train(tasks, workers, new Checkpoint()));
      Checkpoint trained = new Checkpoint();
      double _ = train(1, workers, trained);
      table("virtual samples an update", 2000, count -> iterate(count, workers, trained));
      table("test tasks", 2, tasks -> adapt(tasks, workers, trained));
    }
  }

  private static void table(String what, int first, IntToDoubleFunction seconds) {
    System.out.println(what);
    double unit = 0;
    for (int count = first; count <= 8 * first; count *= 2) {
      double time = seconds.applyAsDouble(count);
      unit = count == first ? time / count : unit;
      System.out.printf(
          Locale.ROOT, "  %6d  %7.2f s  %.2f of linear%n", count, time, time / count / unit);
    }
  }

  private static AdMrlSettings settings(String... assignments) {
    return Preset.load("admrl", "quick", FAMILY)
        .applyTo(AdMrlAlgorithm.ADMRL.defaults(FAMILY), List.of(assignments));
  }

  /** The first task has no zero-shot phase, but one stage more. */
  private static double train(int tasks, Workers workers, Checkpoint result) {
    long start = System.nanoTime();
    try (AdMrl learner =
        new AdMrl(
            settings("training.tasks=" + tasks).training(),
            new Hopper2d(),
            new RandomStreams(1),
            workers)) {
      while (!learner.finished()) {
        var _ = learner.iterate();
      }
      learner.save(result);
    }
    return (System.nanoTime() - start) * 1e-9;
  }

  private static double iterate(int samples, Workers workers, Checkpoint trained) {
    try (Slbo slbo =
        new Slbo(
            settings("training.slbo.training.samples=" + samples).training().slbo(),
            new Hopper2d(),
            new RandomStreams(1),
            workers)) {
      slbo.restore(AdMrl.slboState(trained));
      float[] policy = slbo.newPolicy();
      slbo.train(policy);
      long start = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        slbo.train(policy);
      }
      return (System.nanoTime() - start) * 1e-9 / 5;
    }
  }

  private static double adapt(int tasks, Workers workers, Checkpoint trained) {
    AdMrlSettings settings = settings();
    long start = System.nanoTime();
    workers.run(
        tasks,
        i -> {
          try (Slbo slbo =
              new Slbo(
                  settings.training().slbo(),
                  new Hopper2d(),
                  new RandomStreams(i),
                  Workers.SERIAL)) {
            slbo.restore(AdMrl.slboState(trained));
            var _ =
                new Adaptation(settings.evaluation().adaptation())
                    .adapt(slbo, new double[] {1, 1.5}, part -> {});
          }
        });
    return (System.nanoTime() - start) * 1e-9;
  }
}
