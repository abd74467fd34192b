package dev.admiral.experiments.admrl;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.comparison.ComparedTest;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationJson;
import dev.admiral.experiments.figure.BoundaryChance;
import dev.admiral.experiments.figure.EvaluatedRun;
import dev.admiral.experiments.figure.EvaluationFigures;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.MethodRuns;
import dev.admiral.experiments.figure.MotivationFigure;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.figure.VisitedTasksFigure;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.reproduce.Reproduction;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.task.TaskSampler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The experiments of Lin et al. (2020), section 5. */
public enum AdMrlReproduction implements Reproduction {
  /** Figure 2. */
  RETURNS(
      "admrl-returns",
      "mean return over the test tasks against adaptation samples (AdMRL, figure 2)"),

  /** Figure 3. */
  WORST_CASE(
      "admrl-worst-case",
      "sub-optimality gap of every test task, and the largest (AdMRL, figure 3)"),

  /** Figure 4a. */
  TASKS("admrl-tasks", "which tasks training visits (AdMRL, figure 4a)"),

  /** Figure 4b. */
  HIGHDIM("admrl-highdim", "the largest gap where tasks have 18 parameters (AdMRL, figure 4b)"),

  /** Figure 5. */
  OUT_OF_DISTRIBUTION("admrl-ood", "gaps of tasks outside of those trained on (AdMRL, figure 5)"),

  /** Figure 6. */
  MODEL_ERROR(
      "admrl-model-error",
      "errors of the learned models outside of the tasks trained on (AdMRL, figure 6)"),

  /** Figure 1. */
  PEARL_MOTIVATION(
      "admrl-pearl-motivation", "PEARL's sub-optimality gap of every velocity (AdMRL, figure 1)");

  /** The paper's test tasks for Ant-2D out of distribution: those on the boundary of [−5, 5]². */
  static final List<String> OUT_OF_DISTRIBUTION_TASKS =
      List.of(
          "evaluation.tasks.low=[-5, -5]",
          "evaluation.tasks.high=[5, 5]",
          "evaluation.tasks.boundary-only=true");

  private static final Method ADMRL = new Method("admrl", "AdMRL");

  private static final List<Method> MODEL_BASED =
      List.of(ADMRL, new Method("mb-unif", "MB-Unif"), new Method("mb-gauss", "MB-Gauss"));

  private static final Method PEARL = new Method("pearl", "PEARL");

  private static final List<Method> MODEL_FREE =
      List.of(
          new Method("maml", "MAML"),
          PEARL,
          new Method("mt-joint", "MT-joint"),
          new Method("maml-mt", "MAML-MT"),
          new Method("pearl-mt", "PEARL-MT"));

  private final String id;
  private final String description;

  AdMrlReproduction(String id, String description) {
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
    return switch (this) {
      case RETURNS, WORST_CASE ->
          List.of("hopper-2d", "walker-2d", "ant-2d", "ant-3d", "cheetah-highdim");
      case TASKS -> List.of("ant-3d", "hopper-2d", "walker-2d", "ant-2d", "cheetah-highdim");
      case HIGHDIM -> List.of("cheetah-highdim");
      case MODEL_ERROR -> List.of("ant-2d", "hopper-2d", "walker-2d", "ant-3d", "cheetah-highdim");
      case OUT_OF_DISTRIBUTION, PEARL_MOTIVATION -> List.of("ant-2d");
    };
  }

  @Override
  public List<Method> methods() {
    return switch (this) {
      case RETURNS -> Stream.of(MODEL_BASED, MODEL_FREE).flatMap(List::stream).toList();
      case PEARL_MOTIVATION -> List.of(PEARL);
      default -> MODEL_BASED;
    };
  }

  /** The first method with a seed is AdMRL. */
  @Override
  public RunConfig aligned(RunConfig first, RunConfig own) {
    return AdMrlAlgorithm.isOne(own.algorithm()) ? own : SharedSettings.given(first, own);
  }

  /** A⋆(ψ) is shared by all runs, so it is enough that the first searches for it. */
  @Override
  public Optional<List<String>> evaluationSettings(int run) {
    if (this == PEARL_MOTIVATION) {
      return Optional.of(run > 0 ? List.of("comparison.optimum.updates=0") : List.of());
    }
    if (!AdMrlAlgorithm.isOne(methods().get(run % methods().size()).algorithm())) {
      return Optional.of(List.of()); // its test is AdMRL's, which searches for A⋆
    }
    List<String> assignments = new ArrayList<>();
    if (run > 0) {
      assignments.add("evaluation.optimum.updates=0");
    }
    return switch (this) {
      case RETURNS, WORST_CASE, HIGHDIM, PEARL_MOTIVATION -> Optional.of(assignments);
      case OUT_OF_DISTRIBUTION -> {
        assignments.addAll(OUT_OF_DISTRIBUTION_TASKS);
        yield Optional.of(assignments);
      }
      case TASKS, MODEL_ERROR -> Optional.empty();
    };
  }

  @Override
  public void check(int run, RunConfig config) {
    if (!AdMrlAlgorithm.isOne(config.algorithm())) {
      ComparedTest.require(config);
      return;
    }
    refuseSearch(AdMrlAlgorithm.settings(config).evaluation());
    Optional<RunConfig> measured =
        this == MODEL_ERROR
            ? Optional.of(ModelErrorPlan.tested(config))
            : evaluationSettings(run).map(config::with);
    measured.ifPresent(changed -> {
      AdMrlSettings settings = AdMrlAlgorithm.settings(changed);
      AdMrlEvaluator.requireTasks(settings);
      AdMrlAlgorithm.of(config.algorithm()).check(settings, config.environment());
      if (this == MODEL_ERROR) {
        ModelErrorPlan.requirePolicies(settings);
      }
    });
  }

  /** It takes long, no figure shows it, and A⋆ is searched for by the first run alone. */
  private void refuseSearch(EvaluationConfig evaluation) {
    int starts = evaluation.worstCase().starts();
    if (starts > 0) {
      throw new UsageException(
          "evaluation.worst-case.starts is %d, but %s shows no search for the worst case: \"admiral evaluate RUN_DIR --set evaluation.worst-case.starts=%d\" searches with one of its trained runs"
              .formatted(starts, id, starts));
    }
  }

  @Override
  public List<EvaluationPlan> measurements(List<TrainedRun> trained, Path folder) {
    if (this == MODEL_ERROR) {
      return List.of(new ModelErrorPlan(trained, folder));
    }
    List<EvaluationPlan> plans = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      TrainedRun run = trained.get(i);
      evaluationSettings(i)
          .ifPresent(assignments -> plans.add(run.evaluation(assignments, results(run))));
    }
    return plans;
  }

  /** All runs of an experiment have the same sizes. */
  @Override
  public Duration measuringTime(List<TrainedRun> trained, int threads) {
    if (this != MODEL_ERROR) {
      return Duration.ZERO;
    }
    RunConfig first = ModelErrorPlan.tested(trained.getFirst().config());
    AdMrlSettings settings = AdMrlAlgorithm.settings(first);
    try (Workers workers = new Workers(threads)) {
      return new AdMrlTimeEstimate(
              settings,
              AdMrlAlgorithm.family(settings, first.environment()),
              new RandomStreams(first.seed()),
              workers)
          .ofModelErrors();
    }
  }

  private EvaluationFolder results(TrainedRun run) {
    return this == OUT_OF_DISTRIBUTION
        ? new EvaluationFolder(run.folder().path().resolve("out-of-distribution"))
        : run.folder().evaluation();
  }

  @Override
  public Figure figure(List<TrainedRun> trained, Path folder, Provenance general) {
    Provenance provenance =
        this == PEARL_MOTIVATION
            ? withSamples(general, trained)
            : withBudget(general, trained.getFirst().config());
    return switch (this) {
      case RETURNS ->
          EvaluationFigures.returns(
              evaluated(trained), trained.stream().map(TrainingCourse::of).toList(), provenance);
      case WORST_CASE -> EvaluationFigures.worstCase(evaluated(trained), provenance);
      case HIGHDIM -> EvaluationFigures.highDimensional(evaluated(trained), provenance);
      case OUT_OF_DISTRIBUTION ->
          EvaluationFigures.outOfDistribution(
              evaluated(trained), trainingTasks(trained.getFirst().config()), provenance);
      case TASKS ->
          VisitedTasksFigure.of(
              byMethod(trained, UnmeasuredEvaluation::of), withChances(provenance, trained));
      case MODEL_ERROR -> ModelErrorPlan.figure(trained, folder, provenance);
      case PEARL_MOTIVATION -> MotivationFigure.of(evaluated(trained).getFirst(), provenance);
    };
  }

  private static Provenance withSamples(Provenance general, List<TrainedRun> trained) {
    List<String> lines = new ArrayList<>(general.budget());
    trained.forEach(run ->
        lines.add(
            String.format(
                Locale.ROOT,
                "Training of %s, seed %d: %,d real samples.",
                run.method().label(),
                run.config().seed(),
                TrainingCourse.of(run).realSamples())));
    return new Provenance(general.command(), general.date(), lines);
  }

  private Provenance withBudget(Provenance general, RunConfig run) {
    List<String> lines = new ArrayList<>(general.budget());
    AdMrlSettings settings = AdMrlAlgorithm.settings(run);
    lines.addAll(
        Budget.of(
            MODEL_BASED.stream().map(Method::label).toList(),
            ADMRL.label(),
            settings,
            AdMrlAlgorithm.family(settings, run.environment()).horizon(),
            evaluationSettings(0).isPresent()));
    if (this == MODEL_ERROR) {
      lines.add(ModelErrorPlan.budget(run));
    }
    return new Provenance(general.command(), general.date(), lines);
  }

  /** The claim that the figure is about is one on how the other methods draw their tasks. */
  private static Provenance withChances(Provenance provenance, List<TrainedRun> trained) {
    Box box = trainingTasks(trained.getFirst().config());
    double std =
        trained.stream()
            .filter(run -> run.method().algorithm().equals(AdMrlAlgorithm.MB_GAUSS.id()))
            .mapToDouble(run -> AdMrlAlgorithm.settings(run.config()).training().gaussianStd())
            .findFirst()
            .orElseThrow();
    double uniform = BoundaryChance.of(new TaskSampler.Uniform(), box);
    double normal = BoundaryChance.of(new TaskSampler.Gaussian(std), box);
    List<String> lines = new ArrayList<>(provenance.budget());
    lines.add(
        "A drawn task is on the boundary (within 1 %%) with probability %d %% for MB-Unif and %d %% for MB-Gauss, whose normal distribution, of standard deviation %s where Ψ is [−1, 1]ᵏ, is clamped to Ψ as in the published code%s."
            .formatted(
                Math.round(100 * uniform),
                Math.round(100 * normal),
                ResultText.coordinate(std),
                normal < 0.5
                    ? ""
                    : ": the claim's “much less probability” is not to be expected of it"));
    return new Provenance(provenance.command(), provenance.date(), lines);
  }

  private static Box trainingTasks(RunConfig run) {
    return AdMrlAlgorithm.family(AdMrlAlgorithm.settings(run), run.environment()).parameters();
  }

  private List<MethodRuns> evaluated(List<TrainedRun> trained) {
    return byMethod(trained, run -> EvaluationJson.read(results(run).json()));
  }

  private List<MethodRuns> byMethod(
      List<TrainedRun> trained, Function<TrainedRun, Evaluation> evaluation) {
    return methods().stream()
        .map(method ->
            new MethodRuns(
                method.algorithm(),
                method.label(),
                trained.stream()
                    .filter(run -> run.method().equals(method))
                    .map(run -> new EvaluatedRun(run.config().seed(), evaluation.apply(run)))
                    .toList()))
        .toList();
  }
}
