package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.chart.PngRenderer;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code reproduce} from its trainings to its figures, as small as it can be. */
class ReproduceCommandTest {
  private static final List<String> METHODS = List.of("admrl", "mb-unif", "mb-gauss");
  private static final List<String> MODEL_FREE =
      List.of("maml", "pearl", "mt-joint", "maml-mt", "pearl-mt");

  @TempDir Path out;

  @BeforeAll
  static void needMujoco() {
    NeedsMujoco.orSkip();
  }

  private static List<String> command(Path folder, List<String> options, String... first) {
    List<String> arguments = new ArrayList<>(List.of("reproduce"));
    arguments.addAll(List.of(first));
    arguments.addAll(options);
    arguments.addAll(List.of("--threads", "2", "--out", folder.toString()));
    return arguments;
  }

  private CommandLineRun reproduce(List<String> options, String... first) {
    return CommandLineRun.standard(command(out, options, first).toArray(String[]::new));
  }

  private Path run(String name) {
    return out.resolve("runs").resolve(name);
  }

  private static void assertFigure(Path folder, String title) {
    assertThat(folder.resolve("figure.svg")).content().contains("<svg", title);
    if (PngRenderer.problem().isEmpty()) {
      assertThat(folder.resolve("figure.png")).isNotEmptyFile();
    }
    assertThat(folder.resolve("data.csv")).content().startsWith("method,").doesNotContain("NaN");
    assertThat(folder.resolve("summary.md"))
        .content()
        .startsWith("# ")
        .contains("AdMRL", "MB-Unif", "MB-Gauss", "./admiral reproduce " + name(folder));
  }

  /** The experiment that a figure's folder is named after. */
  private static String name(Path folder) {
    return folder.getFileName().toString().replaceFirst("-[a-z]+-2d$", "");
  }

  /** When what was trained and what jobs measured was written. */
  private Map<Path, FileTime> work() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out.resolve("runs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = file.toString();
        if (path.contains("/checkpoints/")
            || path.contains("/evaluation/")
            || path.endsWith("metrics.jsonl")) {
          times.put(file, Files.getLastModifiedTime(file));
        }
      }
    }
    return times;
  }

  @Test
  void worstCaseTrainsMeasuresAndDrawsOnceOnly() throws IOException {
    CommandLineRun first = reproduce(TinyRuns.options(), "admrl-worst-case");

    assertThat(first.err())
        .startsWith("expected, at the rates measured now: about ")
        .contains("training 1 of 3: admrl, seed 1, in " + run("admrl-hopper-2d-s1"))
        .contains("training 3 of 3: mb-gauss, seed 1, in " + run("mb-gauss-hopper-2d-s1"))
        .contains("evaluating: 12 jobs\n");
    assertThat(first.status()).isZero();
    assertThat(first.out())
        .contains("AdMRL", "MB-Unif", "MB-Gauss")
        .endsWith("figure and data: " + out.resolve("admrl-worst-case") + "\n");
    assertFigure(out.resolve("admrl-worst-case"), "hopper-2d");
    // A header, and for each method 4 tasks after 0 and 40 samples.
    Path data = out.resolve("admrl-worst-case/data.csv");
    assertThat(data).content(StandardCharsets.UTF_8).hasLineCount(1 + 3 * 4 * 2);
    theFirstRunAloneSearchesForTheOptimum();

    theSameAgainDoesNothing(data);
    anotherExperimentHasTheSameTrainings();
    otherTrainingsAreRefused();
    otherEvaluationsAreNot(data);
  }

  private void theFirstRunAloneSearchesForTheOptimum() {
    for (String method : METHODS) {
      Evaluation evaluation =
          EvaluationJson.read(run(method + "-hopper-2d-s1").resolve("evaluation.json"));
      assertThat(evaluation.method()).isEqualTo(method);
      assertThat(evaluation.optima()).hasSize(method.equals("admrl") ? 4 : 0);
    }
  }

  private void theSameAgainDoesNothing(Path data) throws IOException {
    Map<Path, FileTime> before = work();
    assertThat(before).hasSizeGreaterThan(3 * (4 + 1 + 1));
    String measured = Files.readString(data);

    CommandLineRun again = reproduce(TinyRuns.options(), "admrl-worst-case");

    assertThat(again.status()).isZero();
    assertThat(again.err())
        .contains("evaluating: 12 jobs, of which 12 are done")
        .doesNotContain("expected");
    assertThat(work()).isEqualTo(before);
    assertThat(data).hasContent(measured);
  }

  private void anotherExperimentHasTheSameTrainings() throws IOException {
    Map<Path, FileTime> before = work();
    int jobs = 4 * (METHODS.size() + MODEL_FREE.size());

    CommandLineRun other = reproduce(TinyRuns.comparison(MODEL_FREE), "admrl-returns");

    assertThat(other.status()).as(other.err()).isZero();
    assertThat(other.err()).contains("evaluating: " + jobs + " jobs, of which 12 are done");
    assertThat(work()).containsAllEntriesOf(before);
    assertFigure(out.resolve("admrl-returns"), "Return after adaptation on hopper-2d");
    methodsWithoutAModelAreMeasuredTheSameWay();
  }

  private void methodsWithoutAModelAreMeasuredTheSameWay() throws IOException {
    Evaluation admrl = EvaluationJson.read(run("admrl-hopper-2d-s1").resolve("evaluation.json"));
    for (String method : MODEL_FREE) {
      Evaluation own =
          EvaluationJson.read(run(method + "-hopper-2d-s1").resolve("evaluation.json"));
      assertThat(own.method()).isEqualTo(method);
      assertThat(own.tasks()).isEqualTo(admrl.tasks());
      assertThat(own.optima()).isEmpty();
      assertThat(own.sampleSizes())
          .isEqualTo(
              method.endsWith("mt") || method.startsWith("mt") ? List.of(0, 40) : List.of(40));
      assertThat(own.results()).allMatch(result -> result.episodes() == 3);
    }
    // Two tasks × two episodes × 20 steps at most × two iterations; twice as many where there are
    // two phases.
    assertThat(out.resolve("admrl-returns/summary.md"))
        .content()
        .contains("| MAML | %.1f | 40 |".formatted(trainingSamples("maml", 320)))
        .contains("| MT-joint | %.1f | 0 (zero-shot) |".formatted(trainingSamples("mt-joint", 160)))
        .contains("| MAML-MT | %.1f | 0 (zero-shot) |".formatted(trainingSamples("maml-mt", 320)));
  }

  /** What the training logged last; less than {@code atMost} where robots fall. */
  private double trainingSamples(String method, int atMost) throws IOException {
    String last =
        Files.readAllLines(run(method + "-hopper-2d-s1").resolve("metrics.jsonl")).getLast();
    double samples = new JsonMapper().readTree(last).get("rollout/real_samples").asDouble();
    assertThat(samples).isBetween(atMost / 20.0, (double) atMost);
    return samples;
  }

  private void otherTrainingsAreRefused() throws IOException {
    Map<Path, FileTime> before = work();
    Path config = run("admrl-hopper-2d-s1").resolve("config.yaml");
    String begun = Files.readString(config);

    for (String other : List.of("training.tasks=3", "family.frame-skip=2")) {
      CommandLineRun refused = reproduce(TinyRuns.options(other), "admrl-returns");

      String key = other.substring(0, other.indexOf('='));
      assertThat(refused.status()).isEqualTo(2);
      assertThat(refused.err())
          .startsWith("admiral: %s was begun with %s=".formatted(config.getParent(), key))
          .endsWith(
              ", not %s: name another --out, or the same settings\n"
                  .formatted(other.substring(key.length() + 1)))
          .hasLineCount(1);
    }
    assertThat(work()).isEqualTo(before);
    assertThat(config).hasContent(begun);
  }

  private void otherEvaluationsAreNot(Path data) throws IOException {
    FileTime trained = Files.getLastModifiedTime(run("mb-unif-hopper-2d-s1/metrics.jsonl"));
    Path config = run("admrl-hopper-2d-s1").resolve("config.yaml");
    // Begun long ago: that remains written there, and is said.
    Files.writeString(config, Files.readString(config).replace("admiral: 0.1.0", "admiral: 0.0.9"));

    CommandLineRun other =
        reproduce(TinyRuns.options("evaluation.adaptation.episodes=2"), "admrl-worst-case");

    assertThat(other.status()).isZero();
    assertThat(other.err())
        .contains("the run was begun with admiral 0.0.9, and goes on with 0.1.0")
        .contains("evaluating: 12 jobs\n");
    assertThat(config).content().contains("admiral: 0.0.9", "episodes: 2");
    assertThat(data).content().hasLineCount(1 + 3 * 4 * 2);
    assertThat(Files.readAllLines(data).get(1).split(",", -1)).contains("2");
    assertThat(run("mb-unif-hopper-2d-s1/metrics.jsonl"))
        .satisfies(file -> assertThat(Files.getLastModifiedTime(file)).isEqualTo(trained));
  }

  @Test
  void visitedTasksAreDrawnWithoutAnEvaluation() throws IOException {
    CommandLineRun result =
        reproduce(TinyRuns.options(), "admrl-tasks", "--env", "hopper-2d", "--seeds", "3,1");

    assertThat(result.status()).as(result.err()).isZero();
    assertFigure(out.resolve("admrl-tasks-hopper-2d"), "hopper-2d");
    // Three methods, two seeds, two tasks each.
    assertThat(out.resolve("admrl-tasks-hopper-2d/data.csv")).content().hasLineCount(1 + 3 * 2 * 2);
    try (Stream<Path> runs = Files.list(out.resolve("runs"))) {
      assertThat(runs)
          .hasSize(3 * 2)
          .allSatisfy(run -> {
            assertThat(run.getFileName().toString()).matches("(admrl|mb-.*)-hopper-2d-s[31]");
            assertThat(run.resolve("evaluation.json")).doesNotExist();
          });
    }
  }

  @Test
  void tasksOutsideOfTrainingAreMeasuredOnTheSameTrainings() throws IOException {
    CommandLineRun gaps = reproduce(TinyRuns.options(), "admrl-ood", "--quiet");

    assertThat(gaps.err()).isEmpty();
    assertThat(gaps.status()).isZero();
    assertFigure(out.resolve("admrl-ood"), "out of the training range");
    assertThat(Files.readAllLines(out.resolve("admrl-ood/data.csv")).get(1)).contains("-5");
    for (String method : METHODS) {
      Path run = run(method + "-ant-2d-s1");
      assertThat(run.resolve("evaluation.json")).doesNotExist();
      assertThat(EvaluationJson.read(run.resolve("out-of-distribution/evaluation.json")).tasks())
          .hasSize(4)
          .allMatch(task -> task.stream().allMatch(x -> Math.abs(x) == 5));
    }
    Map<Path, FileTime> before = work();

    CommandLineRun errors = reproduce(TinyRuns.options(), "admrl-model-error");

    assertThat(errors.status()).as(errors.err()).isZero();
    assertFigure(out.resolve("admrl-model-error"), "ant-2d");
    assertThat(out.resolve("admrl-model-error/data.csv")).content().hasLineCount(1 + 3 * 4);
    assertThat(work()).isEqualTo(before);
  }

  @Test
  void manyParametersAreTestedOnTheBoundaryWithOneSetOfStatistics() throws IOException {
    CommandLineRun result =
        reproduce(
            TinyRuns.options("evaluation.tasks.grid=[]", "evaluation.tasks.boundary-tasks=2"),
            "admrl-highdim");

    assertThat(result.status()).as(result.err()).isZero();
    assertFigure(out.resolve("admrl-highdim"), "18 task parameters");
    List<String> statistics = new ArrayList<>();
    for (String method : METHODS) {
      String config = Files.readString(run(method + "-cheetah-highdim-s1").resolve("config.yaml"));
      statistics.add(
          config.substring(config.indexOf("    statistics:"), config.indexOf("  training:")));
    }
    assertThat(statistics.getFirst().lines().filter(line -> line.strip().startsWith("- ")))
        .hasSize(2 * 18)
        .doesNotHaveDuplicates();
    assertThat(statistics).containsOnly(statistics.getFirst());
  }

  @Test
  void whatIsStoppedAndKilledEndsAsWhatNeverWas() throws Exception {
    List<String> options = TinyRuns.options("evaluation.adaptation.zero-shot-iterations=40");
    Path stopped = out.resolve("stopped");
    List<String> command = command(stopped, options, "admrl-worst-case");
    Path err = out.resolve("err");

    Process training = AdmiralProcess.start(ProcessBuilder.Redirect.to(err.toFile()), command);
    AdmiralProcess.awaitGrowth(
        training, stopped.resolve("runs/mb-unif-hopper-2d-s1/metrics.jsonl"), 0);
    training.destroy();
    assertThat(training.waitFor()).isEqualTo(143);
    assertThat(Files.readAllLines(err).getLast())
        .startsWith("stopped; the same command goes on: ./admiral reproduce admrl-worst-case ")
        .contains(" --set 'family.horizon=20' ")
        .endsWith(" --out '" + stopped + "'");

    Process evaluation = AdmiralProcess.start(command);
    Path jobs = stopped.resolve("runs/admrl-hopper-2d-s1/evaluation");
    AdmiralProcess.await(evaluation, () -> files(jobs) > 0);
    evaluation.destroyForcibly().waitFor();
    assertThat(stopped.resolve("admrl-worst-case")).doesNotExist();

    assertThat(CommandLineRun.standard(command.toArray(String[]::new)).err())
        .containsPattern("evaluating: 12 jobs, of which [1-9][0-9]* are done");
    assertThat(reproduce(options, "admrl-worst-case").status()).isZero();
    assertThat(stopped.resolve("admrl-worst-case/data.csv"))
        .hasSameTextualContentAs(out.resolve("admrl-worst-case/data.csv"));
  }

  private static int files(Path folder) {
    String[] names = folder.toFile().list((parent, name) -> name.endsWith(".json"));
    return names == null ? 0 : names.length;
  }
}
