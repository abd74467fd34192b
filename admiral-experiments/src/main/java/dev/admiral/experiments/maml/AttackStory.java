package dev.admiral.experiments.maml;

import static dev.admiral.experiments.report.ResultText.count;

import dev.admiral.experiments.figure.AttackFigures;
import dev.admiral.experiments.figure.AttackFigures.Story;
import dev.admiral.experiments.figure.AttackedMethod;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the experiments' figures say: what was measured beside what the paper claims. */
final class AttackStory {
  private static final String SUBJECT = "adMRL";

  /** The paper's Table I: MAML, adMRL, Random, FGSM. */
  private static final Map<String, List<Double>> TABLE_I =
      Map.of(
          "navigation-2d", List.of(-50.2, -47.7, -47.8, -54.1),
          "half-cheetah-dir", List.of(50.3, 53.4, 24.3, 0.03),
          "half-cheetah-vel", List.of(-30.8, -30.2, -30.9, -31.4),
          "reacher", List.of(-561.0, -483.0, -516.0, -572.0),
          "ant", List.of(-18.7, -17.8, -18.4, -22.1));

  private AttackStory() {}

  /**
   * The figure of an experiment.
   *
   * @param measurements all of them measured
   */
  static Figure figure(
      MamlReproduction experiment,
      List<TrainedRun> trained,
      List<AttackMeasurement> measurements,
      Provenance general) {
    List<AttackedMethod> measured = together(measurements);
    RunConfig first = trained.getFirst().config();
    MamlSettings settings = MamlAlgorithm.settings(first);
    Provenance provenance = withBudget(general, settings);
    String on = " on " + first.environment();
    List<String> facts = facts(trained, settings);
    if (experiment == MamlReproduction.CLEAN) {
      facts = facts.subList(0, 1);
    }
    return switch (experiment) {
      case TABLE ->
          AttackFigures.dots(
              new Story(
                  experiment.id(),
                  "Returns under the adGAN attack" + on,
                  "“adMRL consistently outperforms all other meta-learning methods with adversarial"
                      + " attack in all evaluation environments”; table I: "
                      + paper(first.environment()),
                  byAttack(measured).stream()
                      .filter(group -> !group.getFirst().attack().equals("clean"))
                      .map(group -> AttackFigures.verdict(SUBJECT, group))
                      .toList(),
                  facts),
              measured,
              provenance);
      case STRENGTH ->
          AttackFigures.curves(
              new Story(
                  experiment.id(),
                  "Returns against the strength of the attack" + on,
                  "“our adMRL has better and more stable performance than all other methods”"
                      + " (figure 2).",
                  byAttackAndStrength(measured).stream()
                      .map(group ->
                          "at %s: %s"
                              .formatted(
                                  group.getFirst().x(), AttackFigures.verdict(SUBJECT, group)))
                      .toList(),
                  facts),
              "strength ε of the attack",
              measured,
              provenance);
      case CONVERGENCE ->
          AttackFigures.curves(
              new Story(
                  experiment.id(),
                  "Returns under attack in the course of training" + on,
                  "“the best convergence performance in 2D-navigation and Reacher environments"
                      + " under adversarial attack” (figures 3 and 4).",
                  byAttackAndStrength(measured).stream()
                      .filter(group -> group.getFirst().x() == settings.training().iterations())
                      .map(group -> "at the end: " + AttackFigures.verdict(SUBJECT, group))
                      .toList(),
                  facts),
              "iteration of training",
              measured,
              provenance);
      case CLEAN ->
          AttackFigures.dots(
              new Story(
                  experiment.id(),
                  "Returns that nobody disturbs" + on,
                  "adMRL is “very close” to MAML; on 2D-Navigation adMRL −12.50, MAML −12.18,"
                      + " Random −13.37, FGSM −21.15 (section V.D).",
                  List.of(AttackFigures.closeness(SUBJECT, "MAML", measured)),
                  facts),
              measured,
              provenance);
    };
  }

  /** The models of several seeds as one. */
  private static List<AttackedMethod> together(List<AttackMeasurement> measurements) {
    Map<List<Object>, List<AttackMeasurement>> byPlace = new LinkedHashMap<>();
    for (AttackMeasurement one : measurements) {
      byPlace
          .computeIfAbsent(List.of(one.label(), one.attack(), one.x()), _ -> new ArrayList<>())
          .add(one);
    }
    List<AttackedMethod> together = new ArrayList<>();
    for (List<AttackMeasurement> models : byPlace.values()) {
      AttackMeasurement first = models.getFirst();
      List<AttackedTest> tests = models.stream().map(one -> one.job().result()).toList();
      together.add(
          new AttackedMethod(
              first.label(),
              first.attack(),
              first.x(),
              models.stream().map(AttackMeasurement::seed).toList(),
              tests.stream().map(AttackedTest::before).toList(),
              tests.stream().map(AttackedTest::after).toList(),
              tests.stream().mapToDouble(AttackedTest::largestChange).max().orElse(0),
              tests.stream().mapToDouble(AttackedTest::largestLength).max().orElse(0)));
    }
    return together;
  }

  private static List<List<AttackedMethod>> byAttack(List<AttackedMethod> measured) {
    Map<String, List<AttackedMethod>> groups = new LinkedHashMap<>();
    measured.forEach(one -> groups.computeIfAbsent(one.attack(), _ -> new ArrayList<>()).add(one));
    return List.copyOf(groups.values());
  }

  private static List<List<AttackedMethod>> byAttackAndStrength(List<AttackedMethod> measured) {
    Map<List<Object>, List<AttackedMethod>> groups = new LinkedHashMap<>();
    measured.forEach(one ->
        groups.computeIfAbsent(List.of(one.attack(), one.x()), _ -> new ArrayList<>()).add(one));
    return List.copyOf(groups.values());
  }

  private static String paper(String environment) {
    List<Double> values = TABLE_I.getOrDefault(environment, List.of());
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      parts.add(
          MamlReproduction.METHODS.get(i).label()
              + " "
              + String.valueOf(values.get(i)).replace('-', '−'));
    }
    return String.join(", ", parts) + ".";
  }

  private static Provenance withBudget(Provenance general, MamlSettings settings) {
    List<String> lines = new ArrayList<>(general.budget());
    lines.add(
        "Training of each method and seed: %d iterations of %d tasks × %d episodes, of which the first %d are clean and shared."
            .formatted(
                settings.training().iterations(),
                settings.training().tasks(),
                settings.training().episodes(),
                settings.fineTuning().cleanIterations()));
    return new Provenance(general.command(), general.date(), lines);
  }

  private static List<String> facts(List<TrainedRun> trained, MamlSettings settings) {
    return List.of(
        "Training seeds: %s. %s, %s, %s of adaptation on %s, %s a return."
            .formatted(
                trained.stream()
                    .map(run -> Long.toString(run.config().seed()))
                    .distinct()
                    .collect(Collectors.joining(", ")),
                count(settings.evaluation().tasks(), "test task"),
                count(settings.evaluation().seeds(), "evaluation seed"),
                count(settings.evaluation().steps(), "step"),
                count(settings.evaluation().episodes(), "episode"),
                count(settings.evaluation().episodes(), "episode")),
        "Attacks act in adaptation and in evaluation. adGAN's generator: %d iterations against a policy that stands still; its perturbation is scaled and cut to the Euclidean length ε. Noise is uniform on [−ε, ε] in every coordinate."
            .formatted(settings.attack().iterations()));
  }
}
