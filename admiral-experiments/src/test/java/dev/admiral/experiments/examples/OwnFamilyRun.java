package dev.admiral.experiments.examples;

import dev.admiral.admrl.AdMrl;
import dev.admiral.admrl.AdMrlConfig;
import dev.admiral.admrl.Adaptation;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointStore;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.experiments.admrl.AdMrlSettings;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.learner.Metrics;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TaskGrid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Training and evaluation of any family from Java. */
final class OwnFamilyRun {
  private OwnFamilyRun() {}

  // tag::settings
  /** A preset's settings with some changed, by the same keys as on the command line. */
  static AdMrlSettings settings(TaskFamily family, String... assignments) {
    return Preset.load("admrl", "quick")
        .applyTo(
            AdMrlSettings.defaults(AdMrlConfig.Selection.ADVERSARIAL, family),
            List.of(assignments));
  }

  // end::settings

  // tag::train
  /** Trains from the latest checkpoint in the folder, or from the beginning, to the end. */
  static Checkpoint train(
      TaskFamily family, AdMrlSettings settings, Path folder, Progress progress) {
    CheckpointStore store = new CheckpointStore(folder, 2);
    try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
        AdMrl learner = new AdMrl(settings.training(), family, new RandomStreams(1), workers)) {
      store.latest().ifPresent(stored -> learner.restore(stored.checkpoint()));
      while (!learner.finished()) {
        progress.update(learner.progress(), learner.phase());
        Metrics metrics = learner.iterate(); // one update, seconds of work
        metrics
            .values()
            .forEach((tag, value) -> {
              if (tag.startsWith("meta/")) {
                progress.message(tag + " " + value);
              }
            });
        store.save(metrics.step(), checkpoint(learner));
      }
      return checkpoint(learner);
    }
  }

  private static Checkpoint checkpoint(AdMrl learner) {
    Checkpoint checkpoint = new Checkpoint();
    learner.save(checkpoint);
    return checkpoint;
  }

  // end::train

  // tag::evaluate
  /** The mean real return on a task after 0 and after all real samples of the adaptation. */
  record Result(double[] task, double zeroShot, double adapted) {}

  /** Adapts to each task of a 3×…×3 grid over Ψ, each time from the trained state. */
  static List<Result> evaluate(TaskFamily family, AdMrlSettings settings, Checkpoint trained) {
    Adaptation adaptation = new Adaptation(settings.evaluation().adaptation());
    List<Result> results = new ArrayList<>();
    for (double[] task : TaskGrid.cube(family.parameters(), 3).tasks()) {
      try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
          Slbo slbo = new Slbo(settings.training().slbo(), family, new RandomStreams(2), workers)) {
        slbo.restore(AdMrl.slboState(trained));
        double[][] returns = adaptation.adapt(slbo, task, done -> {}).returns();
        results.add(new Result(task, mean(returns[0]), mean(returns[returns.length - 1])));
      }
    }
    return results;
  }

  // end::evaluate

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
