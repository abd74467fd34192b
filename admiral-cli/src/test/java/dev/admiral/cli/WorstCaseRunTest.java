package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.admrl.WorstCasePath;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationJson;
import dev.admiral.experiments.evaluation.TaskGap;
import dev.admiral.experiments.report.ResultText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluation.worst-case} from training to the report, as small as it can be. */
class WorstCaseRunTest {
  private static final String[] SEARCH = {
    "training.tasks=1",
    "evaluation.seeds=1",
    "evaluation.worst-case.starts=2",
    "evaluation.worst-case.steps=2"
  };

  @TempDir Path temporary;

  @BeforeAll
  static void requireMujoco() {
    AdMrlRunTest.requireMujoco();
  }

  @Test
  void searchesReportsAndGoesOn() throws IOException {
    Path one = temporary.resolve("one");
    CommandLineRun result = AdMrlRunTest.admiral(AdMrlRunTest.train(one, 1, SEARCH));

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    Path json = one.resolve("evaluation.json");
    Path csv = one.resolve("worst-case.csv");
    Evaluation evaluation = EvaluationJson.read(json);
    checkPaths(evaluation);
    checkFiles(one, evaluation);
    TaskGap worst = evaluation.searchedWorstGap(400).orElseThrow();
    assertThat(result.out())
        .contains(
            "searched worst case at n = 400: %s at ψ %s%n"
                .formatted(ResultText.number(worst.gap()), ResultText.task(worst.task())));

    Path two = temporary.resolve("two");
    assertThat(AdMrlRunTest.admiral(AdMrlRunTest.train(two, 2, SEARCH)).status()).isZero();
    String text = Files.readString(json);
    String rows = Files.readString(csv);
    assertThat(two.resolve("evaluation.json")).hasContent(text);
    assertThat(two.resolve("worst-case.csv")).hasContent(rows);

    Path job = one.resolve("evaluation/worst-case-001.json");
    String kept = Files.readString(job);
    Files.delete(job);
    Files.delete(json);
    Files.delete(csv);
    assertThat(AdMrlRunTest.evaluate(one).status()).isZero();
    assertThat(job).hasContent(kept);
    assertThat(json).hasContent(text);
    assertThat(csv).hasContent(rows);

    whatIsKeptIsTakenAsItIs(two);
    withoutASearchNothingOfItIsLeft(one, evaluation);
  }

  private static void checkPaths(Evaluation evaluation) {
    List<WorstCasePath> paths = evaluation.worstCasePaths();
    assertThat(paths).hasSize(2);
    assertThat(paths).anyMatch(path -> path.points().size() > 1);
    List<WorstCasePath.Point> starts =
        paths.stream().map(path -> path.points().getFirst()).toList();
    // A Latin hypercube: of the halves of each parameter each holds one.
    assertThat(starts.get(0).task().get(0) < 0).isNotEqualTo(starts.get(1).task().get(0) < 0);
    assertThat(starts.get(0).task().get(1) < 1.6).isNotEqualTo(starts.get(1).task().get(1) < 1.6);
    for (WorstCasePath path : paths) {
      assertThat(path.points()).hasSizeBetween(1, 3);
      for (WorstCasePath.Point point : path.points()) {
        assertThat(
                evaluation
                    .parameters()
                    .contains(point.task().stream().mapToDouble(Double::doubleValue).toArray()))
            .isTrue();
        assertThat(point.returns()).hasSize(3);
        assertThat(point.gradientNorm()).isPositive();
        for (int stage = 0; stage < 3; stage++) {
          assertThat(point.gap(stage)).isNotNegative();
        }
      }
    }
    assertThat(evaluation.notes().get("Worst case searched"))
        .startsWith("gradient ascent on the zero-shot gap with α = 2.0, 2 × up to 2 steps,")
        .contains("one seed", "noisy");
  }

  private static void checkFiles(Path run, Evaluation evaluation) throws IOException {
    int visits = evaluation.worstCasePaths().stream().mapToInt(path -> path.points().size()).sum();
    List<String> lines = Files.readAllLines(run.resolve("worst-case.csv"));
    assertThat(lines).hasSize(1 + 3 * visits);
    assertThat(lines.getFirst())
        .isEqualTo("start,step,psi_0,psi_1,samples,mean_return,optimal_return,gap,gradient_norm");
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("Worst case over all of Ψ", "admrl: search from start 2", "Worst case searched");
    assertThat(run.resolve("plots/worst-case-1.svg")).exists();
    assertThat(run.resolve("evaluation/worst-case-000.json")).exists();
    // The test tasks are what they are without the search.
    assertThat(evaluation.tasks()).hasSize(4);
  }

  private static void whatIsKeptIsTakenAsItIs(Path run) throws IOException {
    Path job = run.resolve("evaluation/worst-case-000.json");
    Evaluation before = EvaluationJson.read(run.resolve("evaluation.json"));
    double optimum = before.worstCasePaths().getFirst().points().getFirst().optimum();
    String kept = Files.readString(job);
    assertThat(kept).contains("\"optimum\" : " + optimum);
    Files.writeString(job, kept.replace("\"optimum\" : " + optimum, "\"optimum\" : 1234567.5"));

    assertThat(AdMrlRunTest.evaluate(run).status()).isZero();
    Evaluation after = EvaluationJson.read(run.resolve("evaluation.json"));
    assertThat(after.worstCasePaths().getFirst().points().getFirst().optimum())
        .isEqualTo(1234567.5);
    assertThat(after.worstCasePaths().get(1)).isEqualTo(before.worstCasePaths().get(1));
    assertThat(after.results()).isEqualTo(before.results());
  }

  /** As in the folder of a run that was begun before there was a search. */
  private static void withoutASearchNothingOfItIsLeft(Path run, Evaluation searched)
      throws IOException {
    Path config = run.resolve("config.yaml");
    String settings = Files.readString(config);
    String older = settings.replaceFirst("(?m)^ +worst-case:\n(.*(starts|steps|rate): .*\n)+", "");
    assertThat(older).isNotEqualTo(settings).doesNotContain("worst-case");
    Files.writeString(config, older);

    CommandLineRun result = AdMrlRunTest.evaluate(run);

    assertThat(result.status()).isZero();
    assertThat(result.out()).doesNotContain("searched");
    Evaluation evaluation = EvaluationJson.read(run.resolve("evaluation.json"));
    assertThat(evaluation.results()).isEqualTo(searched.results());
    assertThat(evaluation.notes())
        .doesNotContainKeys("Worst case searched", "Changed for this evaluation");
    assertThat(Files.readString(run.resolve("evaluation.json"))).doesNotContain("worstCasePaths");
    assertThat(run.resolve("worst-case.csv")).doesNotExist();
    assertThat(Files.readString(run.resolve("report.html")))
        .doesNotContain("Worst case over all of Ψ");
  }
}
