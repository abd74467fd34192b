package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.LineChart;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Size;
import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.statistics.NestedStatistic;
import dev.admiral.experiments.statistics.Score;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Figure 2 of the ATPA paper, {@code atpa-learning}: how the trainings went. */
public final class LearningFigure {
  private static final Claim CLAIM =
      new Claim(
          PolicyVerdicts.ATPA,
          "“Of all training algorithms, our proposed ATPA exhibits the lowest training variance,"
              + " and thus is more stable than other algorithms. We also notice that ATPA"
              + " progresses much slower than standard PPO, especially in the earlier training"
              + " stage” (ATPA, section 5.2 and figure 2).");

  private LearningFigure() {}

  /** A curve for each method. */
  public static Figure of(List<LearningRun> runs, PolicyStudy study) {
    String title = "Training on " + study.environment();
    Map<String, List<LearningRun>> byMethod =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    LearningRun::method, LinkedHashMap::new, Collectors.toList()));
    List<LearningCurves> curves = byMethod.values().stream().map(LearningCurves::new).toList();
    boolean band = curves.stream().anyMatch(one -> one.trainings() > 1);
    return new Figure(
        study.name(),
        new Panels(
            title,
            List.of(
                new Panels.Row(
                    new LineChart(
                        "",
                        "samples of the environment",
                        "mean return of the last 100 episodes of training",
                        curves.stream().map(LearningCurves::curve).toList(),
                        Vertical.LINEAR,
                        new Size(780, 400)))),
            study.caption(
                "Each method's own training episodes: attacked where it acts under attack."
                    + (band ? " Lines: mean over training seeds; bands: lowest to highest." : ""))),
        csv(runs),
        new SummaryPage(title)
            .claim(CLAIM, List.of(variance(curves), speed(curves)))
            .table(table(curves))
            .paragraph(
                "Since different policies are used to interact with the environment, “the"
                    + " performance curves only represent expected returns of the policies used for"
                    + " environment interaction”.")
            .finish(study.facts(), study.provenance(), List.of()));
  }

  /** The spread between trainings, mean over the course of training. */
  private static double spread(LearningCurves method) {
    return method.trainings() < 2
        ? Double.NaN
        : method.intervals().stream()
            .mapToDouble(LearningCurves.Interval::standardDeviation)
            .average()
            .orElse(Double.NaN);
  }

  private static String variance(List<LearningCurves> methods) {
    if (methods.stream().anyMatch(method -> Double.isNaN(spread(method)))) {
      return "**Not tested**: the variance between trainings needs two training seeds and episodes"
          + " of each.";
    }
    String all =
        methods.stream()
            .map(method -> "%s %s".formatted(method.label(), ResultText.number(spread(method))))
            .collect(Collectors.joining(", "));
    LearningCurves least =
        methods.stream().min(Comparator.comparingDouble(LearningFigure::spread)).orElseThrow();
    return "**%s**: %s has the lowest standard deviation between trainings, mean over the course of training. %s; of %d trainings each, with no interval."
        .formatted(
            least.method().equals(PolicyVerdicts.ATPA) ? "Appears" : "Does NOT appear",
            least.label(),
            all,
            least.trainings());
  }

  /** Over the first half of the samples that both methods have. */
  private static String speed(List<LearningCurves> methods) {
    Optional<LearningCurves> own = find(methods, PolicyVerdicts.ATPA);
    Optional<LearningCurves> standard = find(methods, PolicyVerdicts.STANDARD);
    if (own.isEmpty() || standard.isEmpty()) {
      return "**Not tested**: ATPA and the standard training were not both carried out.";
    }
    double half = Math.min(own.get().last(), standard.get().last()) / 2;
    List<LearningCurves> both = List.of(own.get(), standard.get());
    if (both.stream().anyMatch(one -> one.meansUpTo(half).contains(Double.NaN))) {
      return "**Not tested**: not every training finished an episode in its first half.";
    }
    return "Is ATPA slower at first? "
        + new Verdict("mean return in the first %,.0f samples".formatted(half), true)
            .on(PolicyVerdicts.ATPA, both.stream().map(one -> contender(one, half)).toList());
  }

  private static Contender contender(LearningCurves method, double samples) {
    return new Contender(
        method.method(),
        method.label(),
        method.meansUpTo(samples).stream()
            .map(mean -> List.of(List.of(Score.exactly(mean))))
            .toList(),
        NestedStatistic.MEAN);
  }

  private static Optional<LearningCurves> find(List<LearningCurves> methods, String id) {
    return methods.stream().filter(one -> one.method().equals(id)).findFirst();
  }

  private static ResultTable table(List<LearningCurves> methods) {
    return new ResultTable(
        List.of("method", "samples", "last mean return", "lowest seed", "highest seed", "spread"),
        methods.stream()
            .filter(method -> !method.intervals().isEmpty())
            .map(method -> {
              LearningCurves.Interval last = method.intervals().getLast();
              return List.of(
                  method.label(),
                  "%,.0f".formatted(method.last()),
                  ResultText.number(last.mean()),
                  ResultText.number(last.lowest()),
                  ResultText.number(last.highest()),
                  ResultText.number(spread(method)));
            })
            .toList());
  }

  private static String csv(List<LearningRun> runs) {
    Csv csv = new Csv(List.of("method", "training_seed", "samples"), 0, List.of("mean_return"));
    for (LearningRun run : runs) {
      for (int i = 0; i < run.samples().size(); i++) {
        csv.row(
            List.of(run.method(), run.seed(), run.samples().get(i).longValue()),
            List.of(),
            List.of(run.returns().get(i)));
      }
    }
    return csv.toString();
  }
}
