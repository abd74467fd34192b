package dev.admiral.experiments.report;

import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationSummary;
import dev.admiral.experiments.evaluation.OptimalReturn;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.metrics.MetricSeries;
import dev.admiral.experiments.report.HtmlPage.Headline;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the report of one run, or of several side by side: one file of HTML that opens offline, in
 * light and in dark, and prints.
 */
public final class ReportWriter {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);

  private final List<RunData> runs;
  private final List<String> labels;
  private final Map<String, Evaluation> evaluations;

  /** Whether anything is known of A* but what these policies reached, so that gaps say something. */
  private final boolean gaps;

  private final Map<String, EvaluationSummary> summaries = new LinkedHashMap<>();
  private final HtmlPage page;

  private ReportWriter(List<RunData> runs) {
    this.runs = runs;
    this.labels = RunLabels.of(runs);
    this.evaluations = evaluations();
    this.gaps =
        runs.stream()
            .flatMap(run -> run.evaluation().stream())
            .anyMatch(Evaluation::estimatesOptima);
    evaluations.forEach(
        (label, evaluation) -> summaries.put(label, EvaluationSummary.of(evaluation)));
    this.page = new HtmlPage(title());
  }

  /**
   * Writes the report in one step. Runs of one family share A*(ψ), the best that any of them knows,
   * so that their gaps compare.
   *
   * @throws IllegalArgumentException when there is no run
   * @throws java.io.UncheckedIOException when the file cannot be written
   */
  public static void write(List<RunData> runs, Path html) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a report needs at least one run");
    }
    ReportWriter writer = new ReportWriter(List.copyOf(runs));
    writer.whatWasRun();
    writer.results();
    writer.worstCase();
    writer.training();
    writer.tasks();
    writer.measurements();
    writer.reproduction();
    AtomicFile.write(html, writer.page.finish());
  }

  /** True for a file that {@link #write} wrote. */
  public static boolean isReport(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(1000), StandardCharsets.UTF_8).contains(HtmlPage.MARK);
    } catch (IOException _) {
      return false;
    }
  }

  private String title() {
    String environments =
        runs.stream()
            .map(run -> run.description().environment())
            .distinct()
            .collect(Collectors.joining(", "));
    String algorithms =
        runs.stream()
            .map(run -> run.description().algorithm())
            .distinct()
            .collect(Collectors.joining(", "));
    return algorithms + " on " + environments;
  }

  /** The evaluations by label, with shared optima where they are of one family. */
  private Map<String, Evaluation> evaluations() {
    Map<String, Evaluation> known = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      String label = labels.get(i);
      runs.get(i).evaluation().ifPresent(evaluation -> known.put(label, evaluation));
    }
    List<Evaluation> originals = List.copyOf(known.values());
    if (known.size() < 2 || !originals.stream().allMatch(originals.getFirst()::comparableWith)) {
      return known;
    }
    List<Evaluation> shared = Evaluation.withSharedOptima(originals);
    Map<String, Evaluation> result = new LinkedHashMap<>();
    int i = 0;
    for (String label : known.keySet()) {
      result.put(label, shared.get(i++));
    }
    return result;
  }

  private void whatWasRun() {
    if (runs.size() == 1) {
      Map<String, String> facts = facts(runs.getFirst());
      facts.put("versions", versions(runs.getFirst()));
      page.definitions(facts);
      return;
    }
    List<String> header = new ArrayList<>(List.of("run"));
    header.addAll(facts(runs.getFirst()).keySet());
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      List<String> row = new ArrayList<>(List.of(labels.get(i)));
      row.addAll(facts(runs.get(i)).values());
      rows.add(row);
    }
    page.table(new ResultTable(header, rows));
    runs.stream().map(ReportWriter::versions).distinct().forEach(page::paragraph);
  }

  /** What is known of a run, in the order in which it is shown. */
  private static Map<String, String> facts(RunData run) {
    RunDescription about = run.description();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("algorithm", about.algorithm());
    facts.put("environment", about.environment());
    facts.put("preset", preset(run));
    facts.put("seed", about.seed());
    facts.put("updates", Integer.toString(run.metrics().updates().size()));
    facts.put("training", duration(run.trainingTime()));
    facts.put(
        "begun", about.begun().map(time -> WHEN.format(time.atOffset(ZoneOffset.UTC))).orElse("–"));
    return facts;
  }

  private static String preset(RunData run) {
    int changes = run.changes().map(List::size).orElse(0);
    return run.description().preset()
        + (changes == 0 ? "" : " (" + ResultText.count(changes, "change") + ")");
  }

  private static String versions(RunData run) {
    return run.description().versions().entrySet().stream()
        .map(version -> version.getKey() + " " + version.getValue())
        .collect(Collectors.joining(" · "));
  }

  private static String duration(Duration duration) {
    if (duration.isZero()) {
      return "–";
    }
    return duration.toHours() > 0
        ? "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart())
        : "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  private void results() {
    page.section("Results");
    List<Headline> headlines = new ArrayList<>();
    summaries.forEach((label, summary) -> headlines.addAll(headlines(label, summary)));
    if (runs.size() == 1) {
      headlines.addAll(trainingHeadlines(runs.getFirst()));
    }
    if (!headlines.isEmpty()) {
      page.headlines(headlines);
    }
    boolean anyReturns = runs.stream().anyMatch(run -> run.returns().isPresent());
    if (anyReturns) {
      returns();
    }
    if (evaluations.isEmpty()) {
      if (anyReturns) {
        return;
      }
      page.paragraph(
          "Not evaluated yet: \"./admiral evaluate RUN_DIR\" measures the adapted policies on a"
              + " grid of tasks, and the next report shows the numbers.");
      return;
    }
    page.paragraph(
        "Aₙ(ψ) is the return on task ψ after adapting with n real samples"
            + (gaps
                ? ", Gₙ(ψ) = A*(ψ) − Aₙ(ψ) the gap to the best known return."
                : ". Returns alone are shown: nobody searched for A*(ψ), the best return of a task,"
                    + " so that there are no gaps to it.")
            + " Brackets: 95 % stratified bootstrap interval over evaluation seeds; without"
            + " brackets there was one seed.");
    evaluations.forEach(this::unfinished);
    DifferentSettings.warning(evaluations).ifPresent(page::warning);
    page.table(gaps ? ResultTable.of(summaries) : ResultTable.ofReturns(summaries));
    List<NamedChart> curves = new ArrayList<>(List.of(EvaluationCharts.returns(summaries)));
    if (gaps) {
      curves.add(EvaluationCharts.worstGaps(summaries));
    }
    page.charts(curves);
    List<NamedChart> maps = gaps ? EvaluationCharts.gapMaps(evaluations) : List.of();
    if (!maps.isEmpty()) {
      page.charts(maps);
    }
    evaluations.forEach((label, evaluation) ->
        page.collapsed(
            label + ": every task",
            () -> page.table(gaps ? TaskTable.of(evaluation) : TaskTable.ofReturns(evaluation))));
  }

  private void returns() {
    page.paragraph(
        "Returns of whole episodes in the environment's own rewards, clean and with perturbed"
            + " observations. Every attack met the same episodes. Brackets: 95 % bootstrap interval"
            + " over episodes. Action change: how often the attack changed the most"
            + " probable action; of a continuous action, by how many standard deviations.");
    for (int i = 0; i < runs.size(); i++) {
      String label = labels.get(i);
      runs.get(i)
          .returns()
          .ifPresent(returns -> {
            if (runs.size() > 1) {
              page.paragraph(label);
            }
            page.table(returns.table());
            page.charts(List.of(ReturnCharts.of(label, returns)));
          });
    }
  }

  private void unfinished(String label, Evaluation evaluation) {
    String note = evaluation.notes().get(Evaluation.UNFINISHED);
    if (note != null) {
      page.warning((evaluations.size() > 1 ? label + ": " : "") + note);
    }
  }

  private List<Headline> headlines(String label, EvaluationSummary summary) {
    EvaluationSummary.Row last = summary.rows().getLast();
    String prefix = summaries.size() > 1 ? label + ": " : "";
    String after = last.samples() == 0 ? "zero-shot" : "after " + last.samples() + " samples";
    Headline mean =
        new Headline(
            prefix + "mean return " + after,
            ResultText.number(last.meanReturn().estimate()),
            "mean over all tasks" + bounds(last.meanReturn()));
    return gaps
        ? List.of(
            new Headline(
                prefix + "worst-case gap " + after,
                ResultText.number(last.worstGap().estimate()),
                "at ψ = " + ResultText.task(last.worstTask()) + bounds(last.worstGap())),
            mean)
        : List.of(mean);
  }

  private static String bounds(ConfidenceInterval interval) {
    return interval.isKnown()
        ? ", 95 %% in [%s, %s]"
            .formatted(ResultText.number(interval.low()), ResultText.number(interval.high()))
        : "";
  }

  private static List<Headline> trainingHeadlines(RunData run) {
    List<Headline> headlines = new ArrayList<>();
    MetricSeries zeroShot = run.metrics().series("meta/zero_shot_return");
    MetricSeries untrained = run.metrics().series("meta/untrained_return");
    if (!zeroShot.isEmpty()) {
      String remark =
          untrained.isEmpty()
              ? "on the last training task"
              : "untrained policy: " + ResultText.number(untrained.values().getLast());
      headlines.add(
          new Headline(
              "zero-shot return, last training task",
              ResultText.number(zeroShot.values().getLast()),
              remark));
    }
    MetricSeries loss = run.metrics().series("model/loss");
    if (!loss.isEmpty()) {
      headlines.add(
          new Headline(
              "model loss, last update",
              ResultText.number(loss.values().getLast()),
              "first update: " + ResultText.number(loss.values().getFirst())));
    }
    return headlines;
  }

  private void worstCase() {
    Map<String, Evaluation> searched = new LinkedHashMap<>(evaluations);
    searched.values().removeIf(evaluation -> evaluation.worstCasePaths().isEmpty());
    if (searched.isEmpty()) {
      return;
    }
    page.section("Worst case over all of Ψ");
    page.paragraph(
        "Test tasks can miss the worst case. Here it was also searched for, by gradient ascent on"
            + " the sub-optimality of the zero-shot policy from several starts. Every visited task"
            + " was adapted to with one seed, and the largest of noisy gaps is somewhat too large."
            + " Its A*(ψ) is the search's own.");
    page.table(WorstCaseTable.of(searched));
    List<NamedChart> maps = new ArrayList<>();
    searched.forEach((label, evaluation) -> maps.addAll(WorstCaseCharts.of(evaluation, label)));
    if (!maps.isEmpty()) {
      page.charts(maps);
    }
  }

  private void training() {
    page.section("Training");
    List<NamedChart> charts =
        runs.size() == 1
            ? TrainingCharts.of(runs.getFirst().metrics())
            : TrainingCharts.comparing(runs.stream().map(RunData::metrics).toList(), labels);
    if (charts.isEmpty()) {
      page.paragraph("No update has been measured yet.");
      return;
    }
    page.charts(charts);
    for (int i = 0; i < runs.size(); i++) {
      List<NamedChart> others = TrainingCharts.others(runs.get(i).metrics());
      if (!others.isEmpty()) {
        page.collapsed(labels.get(i) + ": every other metric", () -> page.charts(others));
      }
    }
  }

  private void tasks() {
    List<NamedChart> charts = new ArrayList<>();
    evaluations.forEach((label, evaluation) -> charts.addAll(TaskCharts.of(evaluation, label)));
    if (!charts.isEmpty()) {
      page.section("Tasks visited");
      page.charts(charts);
    }
  }

  private void measurements() {
    if (gaps) {
      page.section("How the optimum was estimated");
      optima();
    } else if (evaluations.values().stream().anyMatch(e -> !e.notes().isEmpty())) {
      page.section("How the returns were measured");
    }
    notes();
  }

  private void optima() {
    page.paragraph(
        "A*(ψ) is the largest return that is known for a task: of the estimates below and of every"
            + " adapted policy that was measured. It is a lower bound of the true optimum, and so"
            + " are the gaps."
            + (evaluations.size() > 1 ? " Runs of one family share it." : ""));
    List<List<String>> rows = new ArrayList<>();
    evaluations.forEach((label, evaluation) -> {
      Map<String, List<OptimalReturn>> bySource =
          evaluation.tasks().stream()
              .map(evaluation::optimum)
              .collect(
                  Collectors.groupingBy(OptimalReturn::source, TreeMap::new, Collectors.toList()));
      bySource.forEach((source, optima) ->
          rows.add(
              List.of(
                  label,
                  source,
                  Integer.toString(optima.size()),
                  budget(optima.stream().mapToLong(OptimalReturn::samples).boxed()))));
    });
    page.table(
        new ResultTable(List.of("run", "source of A*", "tasks", "real samples a task"), rows));
  }

  /** What a reader must know about the measurements; what several runs share is said once. */
  private void notes() {
    Map<Map<String, String>, List<String>> labelsByNotes = new LinkedHashMap<>();
    evaluations.forEach((label, evaluation) ->
        labelsByNotes.computeIfAbsent(evaluation.notes(), _ -> new ArrayList<>()).add(label));
    labelsByNotes.remove(Map.of());
    labelsByNotes.forEach((notes, of) -> {
      if (labelsByNotes.size() > 1) {
        page.paragraph(String.join("; ", of) + ":");
      }
      page.definitions(notes);
    });
  }

  private static String budget(Stream<Long> samples) {
    List<Long> sorted = samples.distinct().sorted().toList();
    return sorted.size() == 1
        ? sorted.getFirst().toString()
        : sorted.getFirst() + "–" + sorted.getLast();
  }

  private void reproduction() {
    page.section("How to do it again");
    page.paragraph(
        runs.stream().allMatch(run -> run.changes().isPresent())
            ? "The preset, with every setting that was changed, if any."
            : "From the preset. Which settings were changed is not known for a family that is not"
                + " on the class path (ADMIRAL_CLASSPATH) or an older version's run; all stand in"
                + " the configuration below.");
    page.preformatted(
        runs.stream()
            .map(run -> run.description().command(run.changes().orElse(List.of())))
            .collect(Collectors.joining("\n")));
    for (RunData run : runs) {
      page.collapsed(
          "Configuration of " + run.name(), () -> page.preformatted(run.config().strip()));
    }
  }
}
