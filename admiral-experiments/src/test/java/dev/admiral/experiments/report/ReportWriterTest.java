package dev.admiral.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.chart.PngRenderer;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
  @TempDir Path folder;

  @Test
  void oneRunHasEverySection() throws IOException {
    String html = report(List.of(SampleRun.write(folder.resolve("a"), "admrl", 1, 1)));
    assertThat(html)
        .contains("<h1>admrl on hopper-2d</h1>")
        .contains("worst-case gap after 6000 samples")
        .contains("admrl: gap, zero-shot")
        .contains("admrl: gap after 6000 samples")
        .contains("admrl: tasks visited")
        .contains("Return on the training task")
        .contains("Dynamics model")
        .contains("train/value_loss")
        .contains("SLBO from the trained model")
        .contains("./admiral train admrl --env hopper-2d --preset quick --seed 1");
  }

  @Test
  void standsAlone() throws IOException {
    String html = report(List.of(SampleRun.write(folder.resolve("a"), "admrl", 1, 1)));
    assertThat(html.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "src=", "href=", "@import", "url(");
    assertThat(html).contains("prefers-color-scheme: dark").contains("@media print");
  }

  @Test
  void escapesWhatItShows() throws IOException {
    String html = report(List.of(SampleRun.write(folder.resolve("a"), "ad<b>&\"mrl", 1, 1)));
    assertThat(html)
        .doesNotContain("<script")
        .doesNotContain("ad<b>")
        .contains("&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;")
        .contains("ad&lt;b&gt;&amp;&quot;mrl");
  }

  @Test
  void severalRunsShareAScaleAndOptima() throws IOException {
    String html =
        report(
            List.of(
                SampleRun.write(folder.resolve("a"), "admrl", 1, 1),
                SampleRun.write(folder.resolve("b"), "mb-unif", 1, 0.6)));
    assertThat(html)
        .contains("mb-unif: gap after 6000 samples")
        .contains("mb-unif: worst-case gap")
        .contains("Runs of one family share it.")
        .contains("Return on the training task: zero-shot");
  }

  /** A gap to the best of some measurements says nothing of how good any of them is. */
  @Test
  void withoutASearchForTheOptimumThereAreReturnsAndNoGaps() throws IOException {
    Path maml = SampleRun.write(folder.resolve("a"), "maml", 1, 1);
    Path adgan = SampleRun.write(folder.resolve("b"), "adgan", 1, 0.6);
    Path searched = SampleRun.write(folder.resolve("c"), "admrl", 1, 1);
    for (Path run : List.of(maml, adgan)) {
      Path file = run.resolve("evaluation.json");
      EvaluationJson.write(SampleRun.withoutOptima(EvaluationJson.read(file)), file);
    }
    for (List<Path> runs : List.of(List.of(maml), List.of(maml, adgan))) {
      assertThat(report(runs))
          .contains("nobody searched for A*(ψ)", "mean return after 6000 samples", "<th>A₆₀₀₀</th>")
          .doesNotContain("worst-case gap", "maml: gap", "<th>gap", "source of A*");
    }
    assertThat(report(List.of(maml, searched))).contains("maml: gap", "source of A*");

    Path plots = folder.resolve("plots");
    PlotWriter.write(RunData.read(maml, Optional.empty()), plots);
    assertThat(plots.toFile().list()).contains("mean-return.svg").doesNotContain("worst-gap.svg");
  }

  @Test
  void aSearchForTheWorstCaseStandsBesideTheTestTasks() throws IOException {
    Path plain = SampleRun.write(folder.resolve("a"), "admrl", 1, 1);
    assertThat(report(List.of(plain))).doesNotContain("Worst case over all of Ψ");

    Path run = SampleRun.write(folder.resolve("b"), "mb-unif", 1, 0.6);
    Evaluation searched = SampleRun.searched(SampleRun.evaluation("mb-unif", 1, 0.6));
    EvaluationJson.write(searched, run.resolve("evaluation.json"));
    for (List<Path> runs : List.of(List.of(run), List.of(plain, run))) {
      assertThat(report(runs))
          .contains("Worst case over all of Ψ")
          .contains("<td>901.0</td><td>(−1, 1.3)</td>")
          .contains("<td>650.0</td><td>(0.5, 1.7)</td>")
          .contains("mb-unif: search from start 1", "mb-unif: search from start 2")
          .doesNotContain("admrl: search from start 1", "NaN");
    }
    PlotWriter.write(RunData.read(run, Optional.empty()), run.resolve("plots"));
    assertThat(run.resolve("plots").toFile().list())
        .contains("worst-case-1.svg", "worst-case-2.svg");
  }

  @Test
  void keepsRunsOfOneNameApart() throws IOException {
    List<Path> runs =
        List.of(
            SampleRun.write(folder.resolve("here/run"), "admrl", 1, 1),
            SampleRun.write(folder.resolve("there/run"), "admrl", 1, 0.6));
    assertThat(report(runs)).contains("<td>run</td>").contains("<td>run (2)</td>");
  }

  @Test
  void saysHowToDoItAgain() throws IOException {
    Path run = SampleRun.write(folder.resolve("a"), "admrl", 1, 1);
    Path html = folder.resolve("report.html");
    List<String> changes = List.of("tasks=20", "grid=[2, 2]", "note=it's");
    ReportWriter.write(List.of(RunData.read(run, Optional.of(changes))), html);
    assertThat(Files.readString(html))
        .contains("<dd>quick (3 changes)</dd>")
        .contains(
            "--preset quick --seed 1 \\\n  --set tasks=20 \\\n  --set &#39;grid=[2, 2]&#39; \\\n"
                + "  --set &#39;note=it&#39;\\&#39;&#39;s&#39;</pre>");

    ReportWriter.write(List.of(RunData.read(run, Optional.of(List.of()))), html);
    assertThat(Files.readString(html)).contains("<dd>quick</dd>").contains("--seed 1</pre>");

    assertThat(report(List.of(run))).contains("Which settings were changed is not known");
  }

  @Test
  void saysWhenTheRunWasBegunIfThatIsRecorded() throws IOException {
    Path run = SampleRun.write(folder.resolve("a"), "admrl", 1, 1);
    assertThat(report(List.of(run))).contains("<dt>begun</dt><dd>31 January 2026, 12:34 UTC</dd>");
    Path config = run.resolve("config.yaml");
    Files.writeString(config, Files.readString(config).replaceAll("begun: .*\n", ""));
    assertThat(report(List.of(run))).contains("<dt>begun</dt><dd>–</dd>");
  }

  @Test
  void warnsOfEvaluationsWithDifferentSettings() throws IOException {
    List<Path> runs =
        List.of(
            SampleRun.write(folder.resolve("a"), "admrl", 1, 1),
            SampleRun.write(folder.resolve("b"), "mb-unif", 1, 0.6));
    assertThat(report(runs)).doesNotContain("class=\"warning\"");
    SampleRun.note(runs.get(0), Map.of("Settings", "a.grid=[6], a.low=[-1,1], a.episodes=20"));
    SampleRun.note(runs.get(1), Map.of("Settings", "a.grid=[6], a.low=[], a.episodes=5"));
    assertThat(report(runs))
        .contains(
            "<p class=\"warning\">These evaluations were made with different settings, so their"
                + " numbers do not compare directly: a.low (admrl: [-1,1], mb-unif: not set);"
                + " a.episodes (admrl: 20, mb-unif: 5).</p>")
        // Which notes are whose.
        .contains("<p>admrl:</p>", "<p>mb-unif:</p>");
    SampleRun.note(runs.get(1), Map.of("Settings", "a.grid=[6], a.low=[-1,1], a.episodes=20"));
    assertThat(report(runs)).doesNotContain("class=\"warning\"").doesNotContain("<p>admrl:</p>");
  }

  @Test
  void warnsOfATrainingThatHadNotEnded() throws IOException {
    Path run = SampleRun.write(folder.resolve("a"), "admrl", 1, 1);
    SampleRun.note(run, Map.of(Evaluation.UNFINISHED, "After 3 of 10 tasks."));
    assertThat(report(List.of(run))).contains("<p class=\"warning\">After 3 of 10 tasks.</p>");
  }

  @Test
  void aRunWithoutEvaluationOrMetricsStillHasAReport() throws IOException {
    Path run = Files.createDirectory(folder.resolve("a"));
    SampleRun.writeConfig(run, "admrl", 3);
    assertThat(report(List.of(run)))
        .contains("Not evaluated yet")
        .contains("No update has been measured yet");
  }

  @Test
  void aFolderThatIsNoRunIsRefused() {
    assertThatThrownBy(() -> RunData.read(folder, Optional.empty()))
        .hasMessageContaining("it has no config.yaml");
    assertThatThrownBy(() -> ReportWriter.write(List.of(), folder.resolve("report.html")))
        .hasMessage("a report needs at least one run");
  }

  @Test
  void plotsAreWrittenAsSvgAndPng() throws IOException {
    RunData run =
        RunData.read(SampleRun.write(folder.resolve("a"), "admrl", 1, 1), Optional.empty());
    Path plots = folder.resolve("a/plots");
    assertThat(PlotWriter.write(run, plots)).isEqualTo(PngRenderer.problem());
    assertThat(plots.toFile().list())
        .contains("gap-6000.svg", "mean-return.svg", "worst-gap.svg", "tasks.svg", "returns.svg");
    if (PngRenderer.problem().isEmpty()) {
      assertThat(plots.resolve("gap-6000.png")).exists();
    }
  }

  @Test
  void equalRunsGiveEqualReports() throws IOException {
    List<Path> runs = List.of(SampleRun.write(folder.resolve("a"), "admrl", 1, 1));
    assertThat(report(runs)).isEqualTo(report(runs));
  }

  private String report(List<Path> runs) throws IOException {
    Path html = folder.resolve("report.html");
    ReportWriter.write(
        runs.stream().map(run -> RunData.read(run, Optional.empty())).toList(), html);
    return Files.readString(html);
  }
}
