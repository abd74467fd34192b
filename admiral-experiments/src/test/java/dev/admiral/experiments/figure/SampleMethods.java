package dev.admiral.experiments.figure;

import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.OptimalReturn;
import dev.admiral.experiments.evaluation.VisitedTask;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.task.TaskGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Made-up measurements that look like real ones, and every figure of them. */
final class SampleMethods {
  static final Provenance PROVENANCE =
      new Provenance(
          "./admiral reproduce admrl-worst-case --preset quick --seeds 1,2,3",
          "21 November 2026",
          List.of(
              "Training budget: 10 tasks, 3000 real samples a task; the paper has 20 tasks and 0.8"
                  + " million samples."));

  private static final Box ANT = Box.of(new double[] {-3, -3}, new double[] {3, 3});
  private static final Box ANT_3D = Box.of(new double[] {-3, -3, 0.4}, new double[] {3, 3, 0.6});

  private static final List<String> IDS =
      List.of("admrl", "mb-unif", "mb-gauss", "maml", "pearl", "mt-joint", "pearl-mt");

  private SampleMethods() {}

  static Map<String, Figure> figures() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    List<MethodRuns> flat = methods(3, ant2d(), 3, 1);
    figures.put("returns", EvaluationFigures.returns(flat, List.of(), PROVENANCE));
    figures.put(
        "returns-single",
        EvaluationFigures.returns(methods(1, ant2d(), 1, 1), List.of(), PROVENANCE));
    figures.put(
        "returns-seven",
        EvaluationFigures.returns(methods(7, ant2d(), 1, 1), List.of(), PROVENANCE));
    figures.put(
        "returns-trained",
        EvaluationFigures.returns(
            methods(7, ant2d(), 2, 1),
            methods(7, ant2d(), 2, 1).stream().flatMap(SampleMethods::trainings).toList(),
            PROVENANCE));
    figures.put("worst-case", EvaluationFigures.worstCase(flat, PROVENANCE));
    figures.put(
        "worst-case-two", EvaluationFigures.worstCase(methods(2, ant2d(), 1, 3), PROVENANCE));
    figures.put(
        "worst-case-five", EvaluationFigures.worstCase(methods(5, ant2d(), 1, 1), PROVENANCE));
    figures.put(
        "worst-case-3d", EvaluationFigures.worstCase(methods(3, ant3d(), 1, 1), PROVENANCE));
    figures.put(
        "worst-case-point",
        EvaluationFigures.worstCase(
            methods(3, new Setting("ant-2d", ANT, List.of(new double[] {1, 2}), List.of(0)), 1, 1),
            PROVENANCE));
    figures.put(
        "motivation", MotivationFigure.of(methods(1, ant2d(), 1, 1).getFirst(), PROVENANCE));
    figures.put("tasks", VisitedTasksFigure.of(flat, PROVENANCE));
    figures.put("tasks-single", VisitedTasksFigure.of(methods(3, ant2d(), 1, 1), PROVENANCE));
    figures.put("tasks-3d", VisitedTasksFigure.of(methods(3, ant3d(), 1, 1), PROVENANCE));
    figures.put("tasks-highdim", VisitedTasksFigure.of(methods(3, cheetah(), 1, 1), PROVENANCE));
    figures.put(
        "highdim", EvaluationFigures.highDimensional(methods(3, cheetah(), 3, 1), PROVENANCE));
    figures.put(
        "ood", EvaluationFigures.outOfDistribution(methods(3, ood(), 3, 1), ANT, PROVENANCE));
    figures.put("model-error", ModelErrorFigure.of(modelErrors(3, 20), LABELS, PROVENANCE));
    figures.put("model-error-single", ModelErrorFigure.of(modelErrors(1, 1), LABELS, PROVENANCE));
    return figures;
  }

  static final Map<String, String> LABELS =
      Map.of("admrl", "AdMRL", "mb-unif", "MB-Unif", "mb-gauss", "MB-Gauss");

  /** What is evaluated. */
  record Setting(String family, Box parameters, List<double[]> tasks, List<Integer> samples) {}

  static Setting ant2d() {
    return new Setting("ant-2d", ANT, TaskGrid.cube(ANT, 6).tasks(), List.of(0, 2000, 4000, 6000));
  }

  static Setting ant3d() {
    List<double[]> tasks = new ArrayList<>();
    for (double z : new double[] {0.4, 0.5, 0.6}) {
      for (double x = -3; x <= 3; x += 2) {
        for (double y = -3; y <= 3; y += 2) {
          tasks.add(new double[] {x, y, z});
        }
      }
    }
    return new Setting("ant-3d", ANT_3D, tasks, List.of(0, 2000, 4000, 6000));
  }

  /** The border of a 6×6 grid over a range wider than the training's. */
  static Setting ood() {
    Box wide = Box.of(new double[] {-5, -5}, new double[] {5, 5});
    List<double[]> border =
        TaskGrid.cube(wide, 6).tasks().stream()
            .filter(task -> Math.max(Math.abs(task[0]), Math.abs(task[1])) > 4.9)
            .toList();
    return new Setting("ant-2d", wide, border, List.of(0, 2000, 4000, 6000));
  }

  static Setting cheetah() {
    RandomStream random = RandomStream.of(5);
    Box box = Box.cube(18, -1, 1);
    List<double[]> tasks =
        IntStream.range(0, 20)
            .mapToObj(i -> {
              double[] task = random(box, random);
              task[i % 18] = i % 2 == 0 ? 1 : -1;
              return task;
            })
            .toList();
    return new Setting("cheetah-highdim", box, tasks, List.of(0, 2000, 4000, 6000));
  }

  /** Each method takes four times as many samples as the one before. */
  private static Stream<MeasuredTraining> trainings(MethodRuns method) {
    double all = 40_000 * Math.pow(4, IDS.indexOf(method.method()));
    return method.trainingSeeds().stream()
        .map(seed -> {
          List<Double> samples = IntStream.rangeClosed(1, 50).mapToObj(i -> all * i / 50).toList();
          List<Double> returns =
              samples.stream().map(n -> seed * 10 + 100 * Math.log10(n)).toList();
          return new MeasuredTraining(
              new LearningRun(method.method(), method.label(), seed, samples, returns),
              Math.round(all));
        });
  }

  /** The first is AdMRL, better at the boundary than the rest. */
  static List<MethodRuns> methods(int count, Setting setting, int trainingSeeds, int seeds) {
    List<String> labels =
        List.of("AdMRL", "MB-Unif", "MB-Gauss", "MAML", "PEARL", "MT-joint", "PEARL-MT");
    return IntStream.range(0, count)
        .mapToObj(i ->
            new MethodRuns(
                IDS.get(i),
                labels.get(i),
                LongStream.rangeClosed(1, trainingSeeds)
                    .mapToObj(seed ->
                        new EvaluatedRun(
                            seed, evaluation(IDS.get(i), setting, 10 * seed + i, i, seeds)))
                    .toList()))
        .toList();
  }

  private static Evaluation evaluation(
      String method, Setting setting, long seed, int weakness, int seeds) {
    RandomStream random = RandomStream.of(seed);
    Box box = setting.parameters();
    List<AdaptationResult> results = new ArrayList<>();
    List<OptimalReturn> optima = new ArrayList<>();
    double luck = 20 * random.nextGaussian();
    for (double[] task : setting.tasks()) {
      double edge = 0;
      for (double u : box.toUnit(task)) {
        edge += u * u / box.size();
      }
      double best = 1750 - 150 * edge;
      optima.add(new OptimalReturn(task, best, 12, 40_000, "TRPO in the simulator"));
      for (int samples : setting.samples()) {
        for (long s = 1; s <= seeds; s++) {
          double gap =
              Math.max(0, 120 + luck + 260 * edge * edge * (0.3 + 0.6 * Math.min(weakness, 3)))
                  * Math.exp(-samples / 9000.0);
          double noise = 20 * random.nextGaussian();
          results.add(new AdaptationResult(task, s, samples, best - gap + noise, 15, 20));
        }
      }
    }
    return new Evaluation(
        method,
        setting.family(),
        names(box.size()),
        box,
        List.of(),
        results,
        optima,
        visits(box, random, weakness),
        Map.of(
            "A*", "the best of 40 TRPO updates in the real simulator and of any return measured"));
  }

  private static List<String> names(int size) {
    List<String> velocities =
        List.of("target x velocity [m/s]", "target y velocity [m/s]", "target height [m]");
    return size <= 3
        ? velocities.subList(0, size)
        : IntStream.range(0, size).mapToObj(i -> "weight of state " + i).toList();
  }

  private static List<VisitedTask> visits(Box box, RandomStream random, int weakness) {
    List<VisitedTask> visited = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      double[] task = random(box, random);
      if (weakness == 0 && i > 2) {
        for (int k = 0; k < 2; k++) {
          int j = (i + k) % box.size();
          if (k == 0 || random.nextDouble() < 0.6) {
            task[j] = random.nextDouble() < 0.5 ? box.low(j) : box.high(j);
          }
        }
      }
      if (weakness == 2) {
        double[] unit = new double[box.size()];
        Arrays.setAll(unit, j -> Math.clamp(0.4 * random.nextGaussian(), -1, 1));
        task = box.fromUnit(unit);
      }
      visited.add(new VisitedTask(i, task));
    }
    return visited;
  }

  private static double[] random(Box box, RandomStream random) {
    double[] unit = new double[box.size()];
    Arrays.setAll(unit, i -> random.nextDouble(-1, 1));
    return box.fromUnit(unit);
  }

  static List<ModelErrors> modelErrors(int trainingSeeds, int tasks) {
    RandomStream random = RandomStream.of(9);
    List<ModelErrors> errors = new ArrayList<>();
    for (String method : List.of("admrl", "mb-unif", "mb-gauss")) {
      double level = 0.4 + 0.1 * method.length() / 5;
      for (long seed = 1; seed <= trainingSeeds; seed++) {
        errors.add(
            new ModelErrors(
                method,
                seed,
                IntStream.range(0, tasks)
                    .mapToObj(i -> {
                      double error = level * Math.exp(0.2 * random.nextGaussian());
                      return new TaskError(List.of(5.0, (double) i), error, 3 * error);
                    })
                    .toList()));
      }
    }
    return errors;
  }
}
