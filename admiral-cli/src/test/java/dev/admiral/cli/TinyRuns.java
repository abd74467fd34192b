package dev.admiral.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Settings with which a robot is trained and evaluated within a second. */
final class TinyRuns {
  private static final List<String> SETTINGS =
      List.of(
          "family.horizon=20",
          "training.tasks=2",
          "training.zero-shot-iterations=2",
          "training.stages=1",
          "training.first-task-stages=1",
          "training.stage-iterations=2",
          "training.samples=100",
          "training.diagnostic-episodes=2",
          "training.gradient.episodes=4",
          "training.gradient.iterations=5",
          "training.slbo.policy-hidden=[8]",
          "training.slbo.model.hidden=[16]",
          "training.slbo.model.batch-size=32",
          "training.slbo.training.model-steps=5",
          "training.slbo.training.policy-steps=1",
          "training.slbo.training.samples=100",
          "training.slbo.trpo.value.hidden=[8]",
          "evaluation.tasks.grid=[2]",
          "evaluation.seeds=1",
          "evaluation.adaptation.zero-shot-iterations=1",
          "evaluation.adaptation.stages=1",
          "evaluation.adaptation.samples=40",
          "evaluation.adaptation.stage-iterations=1",
          "evaluation.adaptation.episodes=3",
          "evaluation.optimum.updates=1",
          "evaluation.optimum.samples=40");

  private static final List<String> OF_A_POLICY_GRADIENT =
      List.of(
          "training.iterations=2",
          "training.tasks=2",
          "training.episodes=2",
          "training.policy-hidden=[8]");

  private static final List<String> OF_PEARL =
      List.of(
          "training.iterations=2",
          "training.training-tasks=2",
          "training.tasks-per-iteration=2",
          "training.initial-samples=20",
          "training.prior-samples=20",
          "training.extra-samples=20",
          "training.updates=2",
          "training.meta-batch=2",
          "training.batch-size=8",
          "training.hidden=[8]",
          "training.encoder-hidden=[8]",
          "training.capacity=2000");

  private TinyRuns() {}

  /** The same for a comparison with these methods too. */
  static List<String> comparison(List<String> modelFree) {
    return options(
        modelFree.stream()
            .flatMap(method ->
                (method.startsWith("pearl") ? OF_PEARL : OF_A_POLICY_GRADIENT)
                    .stream().map(setting -> method + ":" + setting))
            .toArray(String[]::new));
  }

  /** The options for these settings and some more. */
  static List<String> options(String... more) {
    List<String> options = new ArrayList<>();
    Stream.concat(SETTINGS.stream(), Stream.of(more))
        .forEach(assignment -> options.addAll(List.of("--set", assignment)));
    return options;
  }
}
