package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.Chart;
import dev.admiral.experiments.chart.Curve;
import dev.admiral.experiments.chart.DotChart;
import dev.admiral.experiments.chart.LineChart;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Size;
import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.experiments.statistics.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pictures of methods under attacks: how much of its return after adaptation each keeps. */
public final class AttackFigures {
  private static final int HEIGHT = 360;
  private static final String HOW_TO_READ =
      "Undiscounted returns after adaptation, the mean over trained models, test tasks and"
          + " evaluation seeds. Brackets, bars and bands are 95 % intervals of a nested bootstrap"
          + " over training seeds and, within each, evaluation seeds (a single seed is redrawn from"
          + " the standard error of its episodes); tasks are held fixed. With one training seed"
          + " they say nothing of the spread between trainings.";

  private AttackFigures() {}

  /**
   * What a figure is about.
   *
   * @param name of the experiment
   * @param title of the picture
   * @param claim of the paper, in its words where it has some
   * @param verdicts what these numbers say to it
   * @param facts how they were measured: seeds, tasks, attacks
   */
  public record Story(
      String name, String title, String claim, List<String> verdicts, List<String> facts) {
    public Story {
      verdicts = List.copyOf(verdicts);
      facts = List.copyOf(facts);
    }
  }

  /** A panel of dots for each attack, a dot for each method, all on one scale. */
  public static Figure dots(Story story, List<AttackedMethod> measured, Provenance provenance) {
    Map<String, List<AttackedMethod>> byAttack = by(measured, AttackedMethod::attack);
    PanelGrid grid = new PanelGrid(byAttack.size());
    List<Double> all =
        measured.stream()
            .map(AttackedMethod::meanReturn)
            .flatMap(one -> Stream.of(one.low(), one.estimate(), one.high()))
            .toList();
    List<Chart> charts = new ArrayList<>();
    byAttack.forEach((attack, methods) ->
        charts.add(
            new DotChart(
                attack,
                "return after adaptation",
                methods.stream()
                    .map(one -> new DotChart.Column(one.label(), one.meanReturn(), List.of()))
                    .toList(),
                all,
                Vertical.LINEAR,
                new Size(Math.max(420, grid.width() / Math.min(2, byAttack.size())), HEIGHT))));
    return figure(story, rows(charts), measured, provenance);
  }

  /**
   * A panel for each attack, a curve for each method.
   *
   * @param xName what varies
   */
  public static Figure curves(
      Story story, String xName, List<AttackedMethod> measured, Provenance provenance) {
    Map<String, List<AttackedMethod>> byAttack = by(measured, AttackedMethod::attack);
    List<Chart> charts = new ArrayList<>();
    byAttack.forEach((attack, methods) ->
        charts.add(
            new LineChart(
                attack,
                xName,
                "return after adaptation",
                by(methods, AttackedMethod::label).entrySet().stream()
                    .map(entry -> curve(entry.getKey(), entry.getValue()))
                    .toList(),
                Vertical.LINEAR,
                new Size(520, HEIGHT))));
    return figure(story, rows(charts), measured, provenance);
  }

  private static List<Panels.Row> rows(List<Chart> charts) {
    List<Panels.Row> rows = new ArrayList<>();
    for (int from = 0; from < charts.size(); from += 2) {
      rows.add(new Panels.Row("", charts.subList(from, Math.min(from + 2, charts.size()))));
    }
    return rows;
  }

  private static Curve curve(String label, List<AttackedMethod> points) {
    List<ConfidenceInterval> returns = points.stream().map(AttackedMethod::meanReturn).toList();
    return new Curve(
        label,
        points.stream().map(AttackedMethod::x).toList(),
        returns.stream().map(ConfidenceInterval::estimate).toList(),
        returns.stream().map(ConfidenceInterval::low).toList(),
        returns.stream().map(ConfidenceInterval::high).toList());
  }

  private static Figure figure(
      Story story, List<Panels.Row> rows, List<AttackedMethod> measured, Provenance provenance) {
    List<String> caption = new ArrayList<>(List.of("Higher is better. Bars and bands: 95 %."));
    caption.addAll(story.facts);
    caption.addAll(provenance.budget());
    return new Figure(
        story.name,
        new Panels(story.title, rows, caption),
        csv(measured),
        new SummaryPage(story.title)
            .claim(new Claim("adgan", story.claim), story.verdicts)
            .table(table(measured))
            .paragraph(HOW_TO_READ)
            .finish(story.facts, provenance, List.of()));
  }

  private static ResultTable table(List<AttackedMethod> measured) {
    return new ResultTable(
        List.of(
            "method",
            "attack",
            "at",
            "return before adaptation",
            "after adaptation",
            "largest ‖δ‖∞",
            "largest ‖δ‖₂"),
        measured.stream()
            .map(one ->
                List.of(
                    one.label(),
                    one.attack(),
                    ResultText.coordinate(one.x()),
                    ResultText.interval(one.meanReturnBefore()),
                    ResultText.interval(one.meanReturn()),
                    ResultText.number(one.largestChange()),
                    ResultText.number(one.largestLength())))
            .toList());
  }

  private static String csv(List<AttackedMethod> measured) {
    Csv csv =
        new Csv(
            List.of("method", "attack", "at", "training_seed", "task", "evaluation_seed"),
            0,
            List.of(
                "return_before", "return", "standard_error", "largest_change", "largest_length"));
    for (AttackedMethod one : measured) {
      for (int model = 0; model < one.after().size(); model++) {
        List<List<Score>> tasks = one.after().get(model);
        for (int task = 0; task < tasks.size(); task++) {
          for (int seed = 0; seed < tasks.get(task).size(); seed++) {
            Score score = tasks.get(task).get(seed);
            csv.row(
                List.of(
                    one.label(),
                    one.attack(),
                    one.x(),
                    one.trainingSeeds().get(model),
                    task + 1,
                    seed + 1),
                List.of(),
                List.of( // in single precision, which is more than they have, and half as long
                    (float) one.before().get(model).get(task).get(seed).value(),
                    (float) score.value(),
                    (float) score.standardError(),
                    (float) one.largestChange(),
                    (float) one.largestLength()));
          }
        }
      }
    }
    return csv.toString();
  }

  private static Map<String, List<AttackedMethod>> by(
      List<AttackedMethod> measured, Function<AttackedMethod, String> key) {
    return measured.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  /** Whether two methods' intervals overlap. */
  public static String closeness(String subject, String other, List<AttackedMethod> methods) {
    ConfidenceInterval own = of(subject, methods);
    ConfidenceInterval reference = of(other, methods);
    boolean overlap = own.low() <= reference.high() && reference.low() <= own.high();
    return "**%s**: the intervals of %s and %s %s. %s."
        .formatted(
            overlap ? "Holds" : "Does not hold",
            subject,
            other,
            overlap ? "overlap" : "are apart",
            all(methods));
  }

  private static ConfidenceInterval of(String label, List<AttackedMethod> methods) {
    return methods.stream()
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow()
        .meanReturn();
  }

  private static String all(List<AttackedMethod> methods) {
    return methods.stream()
        .map(one -> one.label() + " " + ResultText.interval(one.meanReturn()))
        .collect(Collectors.joining(", "));
  }

  /**
   * Who has the highest mean return under an attack: {@code "adMRL −20.1 [−21, −19] is the highest of 4"} and the
   * like.
   *
   * @param subject the label of the method that a claim is about
   */
  public static String verdict(String subject, List<AttackedMethod> methods) {
    AttackedMethod best =
        methods.stream()
            .max((a, b) -> Double.compare(a.meanReturn().estimate(), b.meanReturn().estimate()))
            .orElseThrow();
    String all = all(methods);
    String where = methods.getFirst().attack();
    double low = best.meanReturn().low();
    if (!best.label().equals(subject)) {
      boolean apart = low > of(subject, methods).high();
      return "**%s** (%s): %s has the highest return%s. %s."
          .formatted(
              apart ? "Does not hold" : "Not clear",
              where,
              best.label(),
              apart ? "" : ", but its interval overlaps that of " + subject,
              all);
    }
    boolean apart =
        methods.stream()
            .filter(one -> !one.equals(best))
            .allMatch(one -> low > one.meanReturn().high());
    return "**%s** (%s): %s has the highest return%s. %s."
        .formatted(
            apart ? "Holds" : "Not clear",
            where,
            subject,
            apart ? "" : ", but intervals overlap",
            all);
  }
}
