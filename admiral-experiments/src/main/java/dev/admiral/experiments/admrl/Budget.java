package dev.admiral.experiments.admrl;

import static dev.admiral.experiments.report.ResultText.coordinate;
import static dev.admiral.experiments.report.ResultText.count;

import dev.admiral.admrl.AdMrlConfig;
import dev.admiral.admrl.AdaptationConfig;
import dev.admiral.admrl.OptimalReturnConfig;
import dev.admiral.space.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an experiment spends, in lines for a figure's caption. */
final class Budget {
  private Budget() {}

  /**
   * The lines.
   *
   * @param methods what readers call those that have these settings
   * @param adversarial which of them is AdMRL
   * @param horizon of an episode
   * @param evaluates whether the models are evaluated on test tasks
   */
  static List<String> of(
      List<String> methods,
      String adversarial,
      AdMrlSettings settings,
      int horizon,
      boolean evaluates) {
    List<String> lines = new ArrayList<>();
    lines.add(training(methods, adversarial, settings.training(), horizon));
    if (evaluates) {
      lines.add(
          adaptation(methods, settings.evaluation().adaptation())
              + optimum(settings.evaluation().optimum()));
    }
    return lines;
  }

  private static String training(
      List<String> methods, String adversarial, AdMrlConfig training, int horizon) {
    long laterTasks = training.tasks() - 1L;
    long collections = training.firstTaskStages() + laterTasks * training.stages();
    // Of the zero-shot policy and of the adapted one; the first task has no gradient.
    long forGradients = 2 * laterTasks * training.gradient().episodes() * horizon;
    return String.format(
        Locale.ROOT,
        "Training of %s, each seed: %d tasks, %,d real samples for a model of %s units; of %s %,d"
            + " more for gradients.",
        String.join(", ", methods),
        training.tasks(),
        collections * training.samples(),
        training.slbo().model().hidden().stream()
            .map(Object::toString)
            .collect(Collectors.joining("-")),
        adversarial,
        forGradients);
  }

  /**
   * Where the transitions come from on which models' errors are measured.
   *
   * @param box whose boundary the test tasks are on
   */
  static String transitions(EvaluationConfig evaluation, Box box) {
    return "Transitions: for each test task %s of the policy that TRPO reached on it in the simulator, the better of two searches from fresh policies of %s of %s each. Test tasks on the boundary of %s."
        .formatted(
            count(evaluation.adaptation().episodes(), "episode"),
            count(evaluation.optimum().updates(), "update"),
            count(evaluation.optimum().samples(), "sample"),
            text(box));
  }

  private static String text(Box box) {
    return box.size() > 3
        ? "a box of %d parameters".formatted(box.size())
        : IntStream.range(0, box.size())
            .mapToObj(i -> "[%s, %s]".formatted(coordinate(box.low(i)), coordinate(box.high(i))))
            .collect(Collectors.joining(" × "));
  }

  private static String adaptation(List<String> methods, AdaptationConfig adaptation) {
    return "Adaptation of %s: %d iterations, then %d × (%d real samples, %d iterations)."
        .formatted(
            String.join(", ", methods),
            adaptation.zeroShotIterations(),
            adaptation.stages(),
            adaptation.samples(),
            adaptation.stageIterations());
  }

  private static String optimum(OptimalReturnConfig optimum) {
    return optimum.updates() == 0
        ? ""
        : " A*: 2 × %d TRPO updates of %d samples in the simulator for each task."
            .formatted(optimum.updates(), optimum.samples());
  }
}
