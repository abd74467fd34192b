package dev.admiral.experiments.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.admrl.WorstCasePath;
import dev.admiral.admrl.WorstCasePath.Point;
import dev.admiral.space.Box;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  private static final List<Double> LEFT = List.of(-1.0, 0.5);
  private static final List<Double> RIGHT = List.of(1.0, 0.5);

  @TempDir Path folder;

  /** Two tasks, two seeds, n ∈ {0, 2000}; the estimate for RIGHT is below what was measured. */
  private static Evaluation evaluation() {
    return new Evaluation(
        "admrl",
        "point-2d",
        List.of("x velocity [m/s]", "height, \"z\" [m]"),
        Box.cube(2, -1, 1),
        List.of(2, 1),
        List.of(
            new AdaptationResult(LEFT, 1, 0, 10, 0.5, 20),
            new AdaptationResult(LEFT, 2, 0, 20, Double.NaN, 1),
            new AdaptationResult(LEFT, 1, 2000, 30, 0.5, 20),
            new AdaptationResult(LEFT, 2, 2000, 40, 0.5, 20),
            new AdaptationResult(RIGHT, 1, 0, 1.0 / 3, 0.5, 20),
            new AdaptationResult(RIGHT, 2, 0, 1.0 / 3, 0.5, 20),
            new AdaptationResult(RIGHT, 1, 2000, 50, 0.5, 20),
            new AdaptationResult(RIGHT, 2, 2000, 70, 0.5, 20)),
        List.of(
            new OptimalReturn(LEFT, 100, 2, 50_000, "SLBO from scratch"),
            new OptimalReturn(RIGHT, 55, 2, 50_000, "SLBO from scratch")),
        List.of(new VisitedTask(1, LEFT), new VisitedTask(2, new double[] {0.25, -0.5})),
        Map.of("optimum", "SLBO with 50 000 samples"));
  }

  @Test
  void definesReturnsOptimaAndGaps() {
    Evaluation evaluation = evaluation();
    assertThat(evaluation.tasks()).containsExactly(LEFT, RIGHT);
    assertThat(evaluation.sampleSizes()).containsExactly(0, 2000);
    assertThat(evaluation.adaptedReturn(LEFT, 0)).isEqualTo(15);
    assertThat(evaluation.optimum(LEFT).source()).isEqualTo("SLBO from scratch");
    assertThat(evaluation.optimum(RIGHT))
        .isEqualTo(new OptimalReturn(RIGHT, 60, Double.NaN, 2000, "admrl after 2000 samples"));
    assertThat(evaluation.gap(LEFT, 2000)).isEqualTo(65);
    assertThat(evaluation.gap(RIGHT, 2000)).isZero();
    assertThat(evaluation.worstGap(0)).isEqualTo(new TaskGap(LEFT, 85));
  }

  @Test
  void summarisesWithIntervals() {
    EvaluationSummary.Row row = EvaluationSummary.of(evaluation()).rows().get(1);
    assertThat(row.samples()).isEqualTo(2000);
    assertThat(row.meanReturn().estimate()).isEqualTo(47.5);
    assertThat(row.meanReturn().low()).isEqualTo(40); // both seeds at their lower return: 1/16
    assertThat(row.meanReturn().high()).isEqualTo(55);
    assertThat(row.interquartileMeanReturn().estimate()).isEqualTo(45);
    assertThat(row.meanGap().estimate()).isEqualTo(32.5);
    assertThat(row.worstGap().estimate()).isEqualTo(65);
    assertThat(row.worstGap().low()).isEqualTo(60);
    assertThat(row.worstGap().high()).isEqualTo(70);
    assertThat(row.worstTask()).isEqualTo(LEFT);
  }

  @Test
  void sharesTheBestOptimumAmongMethods() {
    Evaluation weak =
        new Evaluation(
            "mb-unif",
            "point-2d",
            List.of("x", "y"),
            Box.cube(2, -1, 1),
            List.of(),
            List.of(new AdaptationResult(RIGHT, 1, 0, 5, 0.5, 20)),
            List.of(),
            List.of(),
            Map.of());
    assertThat(weak.gap(RIGHT, 0)).isZero();
    List<Evaluation> shared = Evaluation.withSharedOptima(List.of(weak, evaluation()));
    assertThat(shared.getFirst().gap(RIGHT, 0)).isEqualTo(55);
    assertThat(shared.getFirst().optimum(RIGHT).source()).isEqualTo("admrl after 2000 samples");
    assertThat(shared.getLast().gap(LEFT, 0)).isEqualTo(85);
  }

  @Test
  void jsonRoundTrips() throws IOException {
    Path file = folder.resolve("evaluation.json");
    EvaluationJson.write(evaluation(), file);
    assertThat(EvaluationJson.read(file)).isEqualTo(evaluation());
    assertThat(Files.readString(file)).contains("\"summary\"").contains("\"worstGap\"");
    assertThat(folder.toFile().list()).containsExactly("evaluation.json");
  }

  @Test
  void anUnknownNumberIsNullInJson() throws IOException {
    Path file = folder.resolve("evaluation.json");
    EvaluationJson.write(evaluation(), file);
    String text = Files.readString(file);
    assertThat(text).contains("\"standardError\" : null").doesNotContain("NaN");

    // As earlier versions wrote it.
    Files.writeString(
        file, text.replace("\"standardError\" : null", "\"standardError\" : \"NaN\""));
    assertThat(EvaluationJson.read(file)).isEqualTo(evaluation());

    Files.writeString(file, text.replace("\"meanReturn\" : 20.0", "\"meanReturn\" : null"));
    assertThatThrownBy(() -> EvaluationJson.read(file))
        .hasMessage(file + " is not an evaluation: a return is no number");
  }

  @Test
  void theNoteOnSettingsIsReadBack() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("family.horizon", "null");
    settings.put("evaluation.tasks.grid", "[2,2]");
    settings.put("evaluation.tasks.low", "[]");
    settings.put("evaluation.name", "one, two");
    assertThat(SettingsNote.text(settings))
        .isEqualTo("evaluation.tasks.grid=[2,2], evaluation.name=one, two");

    String old = "family.horizon=null, evaluation.tasks.grid=[2,2], evaluation.name=one, two";
    assertThat(SettingsNote.of(noted(evaluation(), old)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("evaluation.tasks.grid", "[2,2]", "evaluation.name", "one, two"));
    assertThat(SettingsNote.of(evaluation())).isEmpty();
  }

  private static Evaluation noted(Evaluation e, String settings) {
    return new Evaluation(
        e.method(),
        e.family(),
        e.parameterNames(),
        e.parameters(),
        e.gridShape(),
        e.results(),
        e.optima(),
        e.visitedTasks(),
        Map.of(SettingsNote.TOPIC, settings));
  }

  @Test
  void csvRoundTripsARowForEachResult() throws IOException {
    Path file = folder.resolve("evaluation.csv");
    EvaluationCsv.write(evaluation(), file);
    assertThat(EvaluationCsv.read(file)).isEqualTo(evaluation().results());
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(9);
    assertThat(lines.get(0))
        .isEqualTo(
            "psi_0,psi_1,seed,samples,mean_return,standard_error,episodes,optimal_return,gap");
    assertThat(lines.get(1)).isEqualTo("-1.0,0.5,1,0,10.0,0.5,20,100.0,90.0");
  }

  /** LEFT, then RIGHT; gaps 5 and 1 at LEFT, 4 and 2 at RIGHT. */
  private static Evaluation searched() {
    Evaluation e = evaluation();
    return new Evaluation(
        e.method(),
        e.family(),
        e.parameterNames(),
        e.parameters(),
        e.gridShape(),
        e.results(),
        e.optima(),
        e.visitedTasks(),
        List.of(
            new WorstCasePath(
                List.of(
                    new Point(LEFT, List.of(10.0, 14.0), 15, List.of(3.0, -4.0)),
                    new Point(RIGHT, List.of(1.0, 3.0), 5, List.of(0.0, 0.5)))),
            new WorstCasePath(List.of(new Point(RIGHT, List.of(2.0, 4.0), 5, List.of(0.0, -0.5))))),
        e.notes());
  }

  @Test
  void theSearchedWorstCaseIsKeptApartFromTheTestTasks() {
    Evaluation searched = searched();

    assertThat(searched.searchedWorstGap(0)).contains(new TaskGap(LEFT, 5));
    assertThat(searched.searchedWorstGap(2000)).contains(new TaskGap(RIGHT, 2));
    assertThat(searched.worstGap(0)).isEqualTo(evaluation().worstGap(0));
    assertThat(EvaluationSummary.of(searched)).isEqualTo(EvaluationSummary.of(evaluation()));
    assertThat(evaluation().searchedWorstGap(0)).isEmpty();
    assertThat(Evaluation.withSharedOptima(List.of(searched)).getFirst().worstCasePaths())
        .isEqualTo(searched.worstCasePaths());
  }

  @Test
  void jsonKeepsTheSearchAndNamesNoneWhereThereWasNone() throws IOException {
    Path file = folder.resolve("evaluation.json");
    EvaluationJson.write(searched(), file);
    assertThat(EvaluationJson.read(file)).isEqualTo(searched());

    EvaluationJson.write(evaluation(), file);
    assertThat(Files.readString(file)).doesNotContain("worstCasePaths");
    assertThat(EvaluationJson.read(file).worstCasePaths()).isEmpty();
  }

  @Test
  void csvOfTheSearchHasARowForEachVisitedTaskAndSampleSize() throws IOException {
    Path file = folder.resolve("worst-case.csv");
    WorstCaseCsv.write(searched(), file);
    assertThat(file)
        .hasContent(
            """
            start,step,psi_0,psi_1,samples,mean_return,optimal_return,gap,gradient_norm
            1,0,-1.0,0.5,0,10.0,15.0,5.0,5.0
            1,0,-1.0,0.5,2000,14.0,15.0,1.0,5.0
            1,1,1.0,0.5,0,1.0,5.0,4.0,0.5
            1,1,1.0,0.5,2000,3.0,5.0,2.0,0.5
            2,0,1.0,0.5,0,2.0,5.0,3.0,0.5
            2,0,1.0,0.5,2000,4.0,5.0,1.0,0.5
            """);

    WorstCaseCsv.write(evaluation(), file);
    assertThat(file).doesNotExist();
    WorstCaseCsv.write(evaluation(), file);
  }

  @Test
  void refusesASearchThatDoesNotFitTheResults() {
    Evaluation e = searched();
    assertThatThrownBy(() -> withPath(e, new Point(LEFT, List.of(1.0), 5, List.of(0.0, 0.0))))
        .hasMessage(
            "a task of the search for the worst case has not one return for each of the 2 n");
    assertThatThrownBy(
            () -> withPath(e, new Point(List.of(1.0), List.of(1.0, 2.0), 5, List.of(0.0))))
        .hasMessage("the family has 2 parameters, not 1 as in [1.0]");
  }

  private static Evaluation withPath(Evaluation e, Point point) {
    return new Evaluation(
        e.method(),
        e.family(),
        e.parameterNames(),
        e.parameters(),
        e.gridShape(),
        e.results(),
        e.optima(),
        e.visitedTasks(),
        List.of(new WorstCasePath(List.of(point))),
        e.notes());
  }

  @Test
  void refusesWhatIsNotAnEvaluation() throws IOException {
    Path file = folder.resolve("evaluation.json");
    for (String text : List.of("", "{}", "[1]", "{\"method\": null}", "nonsense")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> EvaluationJson.read(file))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("evaluation.json");
    }
    Files.writeString(file, "a,b\n");
    assertThatThrownBy(() -> EvaluationCsv.read(file)).hasMessageContaining("\"seed\"");
    Files.writeString(file, "psi_0,seed,samples,mean_return,standard_error,episodes\n1,x\n");
    assertThatThrownBy(() -> EvaluationCsv.read(file)).hasMessageContaining("line 2");
  }

  @Test
  void mayKnowTheTrainingAlone() {
    Evaluation unmeasured = with(evaluation(), List.of());

    assertThat(unmeasured.tasks()).isEmpty();
    assertThat(unmeasured.sampleSizes()).isEmpty();
    assertThat(unmeasured.visitedTasks()).isEqualTo(evaluation().visitedTasks());
  }

  @Test
  void refusesAnIncompleteEvaluation() {
    Evaluation whole = evaluation();
    assertThatThrownBy(() -> with(whole, whole.results().subList(0, 6)))
        .hasMessage("task [1.0, 0.5] has no result after 2000 samples");
    assertThatThrownBy(
            () -> with(whole, List.of(new AdaptationResult(new double[] {1}, 1, 0, 0, 0, 1))))
        .hasMessage("the family has 2 parameters, not 1 as in [1.0]");
  }

  @Test
  void gapsAreNeverNegative() {
    Evaluation evaluation = evaluation();
    for (List<Double> task : evaluation.tasks()) {
      for (int samples : evaluation.sampleSizes()) {
        assertThat(evaluation.gap(task, samples)).isGreaterThanOrEqualTo(0);
      }
    }
    assertThat(evaluation.gap(LEFT, 0)).isEqualTo(85, within(0.0));
  }

  private static Evaluation with(Evaluation e, List<AdaptationResult> results) {
    return new Evaluation(
        e.method(),
        e.family(),
        e.parameterNames(),
        e.parameters(),
        e.gridShape(),
        results,
        List.of(),
        e.visitedTasks(),
        Map.of());
  }
}
