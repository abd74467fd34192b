package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Chart;
import dev.admiral.experiments.chart.ColourScale;
import dev.admiral.experiments.chart.Curve;
import dev.admiral.experiments.chart.HeatPanel;
import dev.admiral.experiments.chart.LineChart;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Size;
import dev.admiral.experiments.figure.PolicyLandscape.Stage;
import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.statistics.NestedStatistic;
import dev.admiral.experiments.statistics.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Figures 4 and 5 of the ATPA paper, {@code atpa-landscape}: divergences between the policies that the policy attack
 * perturbs from different starts.
 */
public final class LandscapeFigure {
  private static final int POINTS = 200;
  private static final int WIDTH = 780;
  private static final int WIDEST = 240;
  private static final Claim CLAIM =
      new Claim(
          PolicyVerdicts.ATPA,
          "“without adversarial training, we constantly observe large KL divergence values even"
              + " though standard PPO has converged […]. By contrast, though different random"
              + " starts may yield quite different perturbed policies in the middle training stage,"
              + " large KL divergence values are barely observed when ATPA converges” (ATPA,"
              + " section 5.3 and figure 4).");

  private LandscapeFigure() {}

  /** Distributions of the largest divergences, and the maps of the first training's states. */
  public static Figure of(List<PolicyLandscape> landscapes, PolicyStudy study) {
    String title = "The landscape of the policy attack on " + study.environment();
    Map<String, List<PolicyLandscape>> groups =
        landscapes.stream()
            .collect(
                Collectors.groupingBy(
                    PolicyLandscape::name, LinkedHashMap::new, Collectors.toList()));
    List<Panels.Row> rows = new ArrayList<>();
    rows.add(new Panels.Row(distributions(groups)));
    rows.addAll(maps(groups));
    return new Figure(
        study.name(),
        new Panels(
            title,
            rows,
            study.caption(
                "(a) A curve that rises sooner is steadier."
                    + (landscapes.stream().map(PolicyLandscape::seed).distinct().count() > 1
                        ? " Lines: mean over training seeds; bands: lowest to highest."
                        : "")
                    + " (b) KL(π(·|s + δᵢ) ‖ π(·|s + δⱼ)) of start i (upwards) and start j"
                    + " (rightwards), states of the first training; not symmetric.")),
        csv(landscapes),
        new SummaryPage(title)
            .claim(CLAIM, verdicts(landscapes))
            .table(table(groups))
            .paragraph(
                "Nats. Brackets are 95 % intervals of a nested bootstrap over trainings and, within"
                    + " each, states.")
            .finish(study.facts(), study.provenance(), List.of()));
  }

  private static Chart distributions(Map<String, List<PolicyLandscape>> groups) {
    double most =
        groups.values().stream()
            .flatMap(List::stream)
            .flatMap(one -> one.maxima().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    List<Double> x =
        IntStream.rangeClosed(0, POINTS)
            .mapToObj(i -> most > 0 ? most * i / POINTS : (double) i / POINTS)
            .toList();
    List<Curve> curves = new ArrayList<>();
    groups.forEach((name, trainings) -> curves.add(curve(name, trainings, x)));
    return new LineChart(
        "(a) Distribution over states",
        "largest KL divergence between any two starts [nats]",
        "share of states up to there",
        curves,
        Vertical.FROM_ZERO,
        new Size(WIDTH, 380));
  }

  private static Curve curve(String name, List<PolicyLandscape> trainings, List<Double> x) {
    List<List<Double>> shares =
        x.stream()
            .map(value -> trainings.stream().map(one -> share(one.maxima(), value)).toList())
            .toList();
    boolean band = trainings.size() > 1;
    return new Curve(
        name,
        x,
        shares.stream()
            .map(all -> all.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
            .toList(),
        band
            ? shares.stream().map(all -> all.stream().min(Double::compare).orElseThrow()).toList()
            : List.of(),
        band
            ? shares.stream().map(all -> all.stream().max(Double::compare).orElseThrow()).toList()
            : List.of());
  }

  /** The empirical distribution function. */
  static double share(List<Double> maxima, double value) {
    return (double) maxima.stream().filter(one -> one <= value).count() / maxima.size();
  }

  private static List<Panels.Row> maps(Map<String, List<PolicyLandscape>> groups) {
    double largest =
        groups.values().stream()
            .flatMap(trainings -> trainings.getFirst().maps().stream())
            .flatMap(List::stream)
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    List<Panels.Row> rows = new ArrayList<>();
    groups.forEach((name, trainings) -> {
      List<List<List<Double>>> states = trainings.getFirst().maps();
      List<Chart> panels = new ArrayList<>();
      for (int state = 0; state < states.size(); state++) {
        panels.add(map("state " + (state + 1), states.get(state), largest, states.size()));
      }
      rows.add(new Panels.Row("(b) " + name, panels));
    });
    rows.add(new Panels.Row(new ColourScale("KL divergence [nats]", 0, largest, WIDTH)));
    return rows;
  }

  private static Chart map(
      String name, List<List<Double>> divergences, double largest, int panels) {
    List<Double> starts =
        IntStream.rangeClosed(1, divergences.size()).mapToObj(i -> (double) i).toList();
    List<List<Double>> byColumn =
        IntStream.range(0, divergences.size())
            .mapToObj(j -> divergences.stream().map(line -> line.get(j)).toList())
            .toList();
    int width = Math.min(WIDEST, WIDTH / panels);
    return new HeatPanel(
        name,
        "start j",
        "start i",
        starts,
        starts,
        byColumn,
        0,
        largest > 0 ? largest : 1,
        Optional.empty(),
        new Size(width, width + 48));
  }

  private static List<String> verdicts(List<PolicyLandscape> landscapes) {
    return List.of(
        "Is ATPA steadier at the end than the standard policy? "
            + new Verdict("mean of the largest divergence at the end of training", true)
                .on(
                    PolicyVerdicts.ATPA,
                    contenders(
                        landscapes, one -> one.stage() == Stage.END, PolicyLandscape::method)),
        "Does ATPA become steadier? "
            + new Verdict("mean of ATPA's largest divergence", true)
                .on(
                    Stage.END.text(),
                    contenders(
                        landscapes,
                        one -> one.method().equals(PolicyVerdicts.ATPA),
                        one -> one.stage().text())));
  }

  private static List<Contender> contenders(
      List<PolicyLandscape> landscapes,
      Predicate<PolicyLandscape> condition,
      Function<PolicyLandscape, String> key) {
    Map<String, List<PolicyLandscape>> groups =
        landscapes.stream()
            .filter(condition)
            .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    List<Contender> contenders = new ArrayList<>();
    groups.forEach((name, trainings) ->
        contenders.add(contender(name, trainings.getFirst().name(), trainings)));
    return contenders;
  }

  private static Contender contender(String id, String label, List<PolicyLandscape> trainings) {
    return new Contender(
        id,
        label,
        trainings.stream()
            .map(one -> List.of(one.maxima().stream().map(Score::exactly).toList()))
            .toList(),
        NestedStatistic.MEAN);
  }

  private static ResultTable table(Map<String, List<PolicyLandscape>> groups) {
    List<List<String>> rows = new ArrayList<>();
    groups.forEach((name, trainings) -> {
      List<Double> all = trainings.stream().flatMap(one -> one.maxima().stream()).sorted().toList();
      rows.add(
          List.of(
              name,
              ResultText.interval(contender(name, name, trainings).interval()),
              ResultText.number(all.get(all.size() / 2)),
              ResultText.number(all.getLast()),
              Integer.toString(all.size())));
    });
    return new ResultTable(
        List.of("policy", "mean of the largest divergence", "median", "largest", "states"), rows);
  }

  private static String csv(List<PolicyLandscape> landscapes) {
    Csv csv =
        new Csv(
            List.of("method", "stage", "training_seed", "state"), 0, List.of("largest_divergence"));
    for (PolicyLandscape one : landscapes) {
      for (int state = 0; state < one.maxima().size(); state++) {
        csv.row(
            List.of(one.method(), one.stage().text(), one.seed(), state + 1),
            List.of(),
            List.of(one.maxima().get(state)));
      }
    }
    return csv.toString();
  }
}
