package dev.admiral.experiments.maml;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationJob;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.figure.AttackFigures;
import dev.admiral.experiments.figure.AttackFigures.Story;
import dev.admiral.experiments.figure.AttackedMethod;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.reproduce.Reproduction;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The experiments of arXiv 2104.13302, section V. */
public enum MamlReproduction implements Reproduction {
  /** Table I. */
  TABLE("adgan-table", "returns under the adGAN attack, its own and transferred (adGAN, table I)"),

  /** Figure 2. */
  STRENGTH("adgan-strength", "returns against the strength of an attack (adGAN, figure 2)"),

  /** Figures 3 and 4. */
  CONVERGENCE(
      "adgan-convergence", "returns under attack in the course of training (adGAN, figures 3, 4)"),

  /** Section V.D, normal case. */
  CLEAN("adgan-clean", "returns that nobody disturbs (adGAN, section V.D)");

  private static final String SUBJECT = "adMRL";

  private static final List<Method> METHODS =
      List.of(
          new Method("maml", "MAML"),
          new Method("adgan", SUBJECT),
          new Method("maml-noise", "Random"),
          new Method("maml-fgsm", "FGSM"));

  /** The paper's Table I: MAML, adMRL, Random, FGSM. */
  private static final Map<String, List<Double>> TABLE_I =
      Map.of(
          "navigation-2d", List.of(-50.2, -47.7, -47.8, -54.1),
          "half-cheetah-dir", List.of(50.3, 53.4, 24.3, 0.03),
          "half-cheetah-vel", List.of(-30.8, -30.2, -30.9, -31.4),
          "reacher", List.of(-561.0, -483.0, -516.0, -572.0),
          "ant", List.of(-18.7, -17.8, -18.4, -22.1));

  private final String id;
  private final String description;

  MamlReproduction(String id, String description) {
    this.id = id;
    this.description = description;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<String> environments() {
    return List.of("navigation-2d", "half-cheetah-vel", "half-cheetah-dir", "reacher", "ant");
  }

  @Override
  public List<Method> methods() {
    return METHODS;
  }

  /** What is measured is this experiment's own. */
  @Override
  public Optional<List<String>> evaluationSettings(int run) {
    return Optional.empty();
  }

  @Override
  public void check(int run, RunConfig config) {
    MamlSettings settings = MamlAlgorithm.settings(config);
    if (settings.evaluation().tasks() == 0) {
      throw new UsageException("evaluation.tasks is 0, but this experiment needs test tasks");
    }
    if (this == STRENGTH && settings.attack().strengths().isEmpty()) {
      throw new UsageException("attack.strengths is empty, but this experiment needs some");
    }
  }

  /** A measurement: one trained model under one attack. */
  private record Measurement(String label, String attack, double x, AttackedTestJob job) {}

  @Override
  public List<EvaluationPlan> measurements(List<TrainedRun> trained, Path folder) {
    List<EvaluationJob> jobs = new ArrayList<>();
    for (Measurement measurement : measurements(trained)) {
      if (jobs.stream().noneMatch(measurement.job::equals)) {
        jobs.add(measurement.job);
      }
    }
    // Those that train generators first, so that the others find them.
    jobs.sort((a, b) -> Double.compare(b.work(), a.work()));
    return List.of(
        new EvaluationPlan() {
          @Override
          public List<? extends EvaluationJob> jobs() {
            return jobs;
          }

          @Override
          public void finish() {}
        });
  }

  private List<Measurement> measurements(List<TrainedRun> trained) {
    return switch (this) {
      case TABLE -> table(trained);
      case STRENGTH -> strengths(trained);
      case CONVERGENCE -> convergence(trained);
      case CLEAN ->
          each(
              trained,
              run ->
                  Stream.of(
                      new Measurement(label(run), "clean", 0, job(run, AttackKind.NONE, 0, run))));
    };
  }

  /** Clean, under a generator that was trained against the policy itself, and under each other's. */
  private static List<Measurement> table(List<TrainedRun> trained) {
    List<Measurement> all = new ArrayList<>();
    for (TrainedRun run : trained) {
      double strength = settings(run).attack().strength();
      all.add(new Measurement(label(run), "clean", 0, job(run, AttackKind.NONE, 0, run)));
      all.add(
          new Measurement(
              label(run),
              "adGAN trained against each",
              strength,
              job(run, AttackKind.ADGAN, strength, run)));
    }
    for (TrainedRun source : trained) {
      for (TrainedRun run : trained) {
        if (run.config().seed() == source.config().seed()) {
          double strength = settings(run).attack().strength();
          all.add(
              new Measurement(
                  label(run),
                  "adGAN trained against " + label(source),
                  strength,
                  job(run, AttackKind.ADGAN, strength, source)));
        }
      }
    }
    return all;
  }

  private static List<Measurement> strengths(List<TrainedRun> trained) {
    return each(
        trained,
        run ->
            Stream.of(AttackKind.RANDOM, AttackKind.ADGAN)
                .flatMap(kind ->
                    settings(run).attack().strengths().stream()
                        .map(strength ->
                            new Measurement(
                                label(run),
                                kind == AttackKind.RANDOM
                                    ? "uniform noise"
                                    : "adGAN trained against each",
                                strength,
                                job(run, kind, strength, run)))));
  }

  /** Every milestone, under the generator that was trained against the final policy. */
  private static List<Measurement> convergence(List<TrainedRun> trained) {
    return each(
        trained,
        run -> {
          AttackConfig attack = settings(run).attack();
          double noise = attack.strengths().isEmpty() ? attack.strength() : middle(attack);
          return run.folder().milestones().steps().stream()
              .flatMap(step -> {
                MetaPolicy then = MetaPolicy.of(run.config(), run.folder(), step);
                MetaPolicy last = MetaPolicy.latest(run.config(), run.folder());
                return Stream.of(
                    new Measurement(
                        label(run),
                        "adGAN trained against each's last policy",
                        step,
                        AttackedTestJob.everywhere(
                            then, AttackKind.ADGAN, attack.strength(), last)),
                    new Measurement(
                        label(run),
                        "uniform noise of " + noise,
                        step,
                        AttackedTestJob.everywhere(then, AttackKind.RANDOM, noise, then)));
              });
        });
  }

  /** The paper does not give the noise of its figure 4. */
  private static double middle(AttackConfig attack) {
    return attack.strengths().get(attack.strengths().size() / 2);
  }

  private static List<Measurement> each(
      List<TrainedRun> trained, Function<TrainedRun, Stream<Measurement>> measurements) {
    return trained.stream().flatMap(measurements).toList();
  }

  private static AttackedTestJob job(
      TrainedRun run, AttackKind kind, double strength, TrainedRun source) {
    return AttackedTestJob.everywhere(
        MetaPolicy.latest(run.config(), run.folder()),
        kind,
        strength,
        MetaPolicy.latest(source.config(), source.folder()));
  }

  private static MamlSettings settings(TrainedRun run) {
    return MamlAlgorithm.settings(run.config());
  }

  private static String label(TrainedRun run) {
    return run.method().label();
  }

  @Override
  public Figure figure(List<TrainedRun> trained, Path folder, Provenance general) {
    List<AttackedMethod> measured = together(measurements(trained));
    RunConfig first = trained.getFirst().config();
    MamlSettings settings = MamlAlgorithm.settings(first);
    Provenance provenance = withBudget(general, settings);
    String on = " on " + first.environment();
    List<String> facts = facts(trained, settings);
    if (this == CLEAN) {
      facts = facts.subList(0, 1);
    }
    return switch (this) {
      case TABLE ->
          AttackFigures.dots(
              new Story(
                  id,
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
                  id,
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
                  id,
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
                  id,
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
  private static List<AttackedMethod> together(List<Measurement> measurements) {
    Map<List<Object>, List<AttackedTest>> byPlace = new LinkedHashMap<>();
    for (Measurement one : measurements) {
      byPlace
          .computeIfAbsent(List.of(one.label, one.attack, one.x), _ -> new ArrayList<>())
          .add(one.job.result());
    }
    List<AttackedMethod> together = new ArrayList<>();
    byPlace.forEach((place, tests) ->
        together.add(
            new AttackedMethod(
                (String) place.get(0),
                (String) place.get(1),
                (Double) place.get(2),
                tests.stream().map(AttackedTest::after).toList(),
                tests.stream().mapToDouble(AttackedTest::largestChange).max().orElse(0),
                tests.stream().mapToDouble(AttackedTest::largestLength).max().orElse(0))));
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
      parts.add(METHODS.get(i).label() + " " + String.valueOf(values.get(i)).replace('-', '−'));
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
        "Training seeds: %s. %d test tasks, %d evaluation seeds, %d steps of adaptation on %d episodes, %d episodes a return."
            .formatted(
                trained.stream().map(run -> run.config().seed()).distinct().toList(),
                settings.evaluation().tasks(),
                settings.evaluation().seeds(),
                settings.evaluation().steps(),
                settings.evaluation().episodes(),
                settings.evaluation().episodes()),
        "Attacks act in adaptation and in evaluation. adGAN's generator: %d iterations against a policy that stands still; its perturbation is scaled and cut to the Euclidean length ε. Noise is uniform on [−ε, ε] in every coordinate."
            .formatted(settings.attack().iterations()));
  }
}
