package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointStore;
import dev.admiral.checkpoint.CheckpointStore.Stored;
import dev.admiral.checkpoint.SafeTensors;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationCsv;
import dev.admiral.experiments.evaluation.EvaluationJson;
import dev.admiral.experiments.evaluation.VisitedTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code train admrl} from its beginning to the report, as small as it can be. Skipped, with the reason,
 * where MuJoCo cannot be had; failed instead where {@code ADMIRAL_REQUIRE_NATIVE} is {@code true}.
 */
class AdMrlRunTest {
  /** Begin, 2 × (collect, 6 × train), next task; then with 6 zero-shot and the terms at θ̂. */
  private static final int FIRST_TASK = 1 + 2 * 7 + 1;

  private static final int UPDATES = FIRST_TASK + 1 + 6 + 1 + 7 + 1;

  private static final List<String> TINY =
      List.of(
          "training.tasks=2",
          "training.zero-shot-iterations=6",
          "training.stages=1",
          "training.first-task-stages=2",
          "training.stage-iterations=6",
          "training.samples=800",
          "training.diagnostic-episodes=2",
          "training.gradient.episodes=4",
          "training.gradient.iterations=5",
          "training.slbo.policy-hidden=[8]",
          "training.slbo.model.hidden=[16]",
          "training.slbo.model.batch-size=32",
          "training.slbo.training.model-steps=10",
          "training.slbo.training.policy-steps=1",
          "training.slbo.training.samples=400",
          "training.slbo.trpo.value.hidden=[8]",
          "evaluation.tasks.grid=[2, 2]",
          "evaluation.seeds=2",
          "evaluation.adaptation.zero-shot-iterations=1",
          "evaluation.adaptation.stages=2",
          "evaluation.adaptation.samples=200",
          "evaluation.adaptation.stage-iterations=1",
          "evaluation.adaptation.episodes=3",
          "evaluation.optimum.updates=1",
          "evaluation.optimum.samples=400");

  @TempDir Path temporary;

  @BeforeAll
  static void requireMujoco() {
    NeedsMujoco.orSkip();
  }

  static List<String> train(Path run, int threads, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "admrl", "--preset", "quick"));
    Stream.concat(TINY.stream(), Stream.of(more))
        .forEach(assignment -> arguments.addAll(List.of("--set", assignment)));
    arguments.addAll(List.of("--seed", "5", "--checkpoint-seconds", "0", "--quiet"));
    arguments.addAll(List.of("--threads", Integer.toString(threads), "--out", run.toString()));
    return arguments;
  }

  static CommandLineRun admiral(Collection<String> arguments) {
    return CommandLineRun.standard(arguments.toArray(String[]::new));
  }

  private static List<JsonNode> metrics(Path run) throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream().map(json::readTree).toList();
  }

  @Test
  void trainsEvaluatesAndReports() throws IOException {
    Path run = temporary.resolve("run");

    CommandLineRun result = admiral(train(run, 2));

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out()).endsWith("report: " + run.resolve("report.html") + "\n");
    checkMetrics(run);
    Evaluation evaluation = checkEvaluation(run);
    checkVisits(evaluation, metrics(run));
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("hopper-2d", "target x velocity [m/s]", "Tasks visited", "<svg")
        .doesNotContain("NaN");
    try (Stream<Path> plots = Files.list(run.resolve("plots"))) {
      assertThat(plots.map(path -> path.getFileName().toString()))
          .anyMatch(name -> name.endsWith(".svg"))
          .anyMatch(name -> name.contains("tasks"))
          .hasSizeGreaterThan(4);
    }
    checkAttack(run);
    checkExport(run);
  }

  /// The policy for the latest task; whoever asks for another is told so.
  private static void checkAttack(Path run) {
    String[] command = {
      "attack", run.toString(), "--attack", "max-pgd", "--episodes", "2", "--task=0.0,1.6"
    };
    CommandLineRun other = CommandLineRun.standard(command);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err())
        .contains(" keeps the policy of its latest task alone, [")
        .hasLineCount(1);
    command[6] = "--quiet";
    CommandLineRun latest = CommandLineRun.standard(command);
    assertThat(latest.err()).isEmpty();
    assertThat(latest.out()).contains("max-pgd", "The policy is that of admrl for the task (");
  }

  /// The policy for the latest task, with the statistics that its observations are normalised by.
  private void checkExport(Path run) throws IOException {
    Path file = temporary.resolve("policy.safetensors");
    CommandLineRun export =
        CommandLineRun.standard(
            "export", run.toString(), "--format", "safetensors", "--out", file.toString());
    assertThat(export.err()).isEmpty();
    assertThat(export.out())
        .startsWith(file + ": the policy of admrl for its latest task, [")
        .contains("inputs: raw observations, shape [rows, 11]", "shape [rows, 3]");
    assertThat(SafeTensors.read(file)).containsKeys("observation_mean", "layer0_weight", "log_std");
    checkExportOfNothing(run);
  }

  /// Of a checkpoint before the first data, when the policy is as it was drawn.
  private void checkExportOfNothing(Path run) throws IOException {
    Path begun = Files.createDirectory(temporary.resolve("begun"));
    Files.copy(run.resolve("config.yaml"), begun.resolve("config.yaml"));
    Checkpoint checkpoint =
        new CheckpointStore(run.resolve("checkpoints"), 1).latest().orElseThrow().checkpoint();
    checkpoint.put("task-index", 0);
    checkpoint.scope("phase").put("name", "collect");
    checkpoint.scope("phase").put("stage", 0);
    new CheckpointStore(begun.resolve("checkpoints"), 1).save(1, checkpoint);
    Path file = temporary.resolve("none.safetensors");

    CommandLineRun export =
        CommandLineRun.standard(
            "export", begun.toString(), "--format", "safetensors", "--out", file.toString());

    assertThat(export.status()).isEqualTo(2);
    assertThat(export.err())
        .isEqualTo(
            ("admiral: %1$s has only begun its task, for which it has no trained policy yet:"
                    + " \"admiral resume %1$s\" trains it%n")
                .formatted(begun));
    assertThat(file).doesNotExist();
  }

  private static void checkMetrics(Path run) throws IOException {
    List<JsonNode> metrics = metrics(run);
    assertThat(metrics).hasSize(UPDATES);
    for (int i = 0; i < UPDATES; i++) {
      JsonNode line = metrics.get(i);
      assertThat(line.get("step").asInt()).isEqualTo(i + 1);
      assertThat(line.get("task/index").asInt()).isEqualTo(i < FIRST_TASK ? 0 : 1);
      assertThat(line.get("time/update_seconds").asDouble()).isPositive();
    }
    assertThat(metrics.stream().filter(line -> line.has("model/loss"))).hasSize(2 * 6 + 6 + 6);
    assertThat(metrics.stream().filter(line -> line.has("meta/untrained_return"))).hasSize(2);
    assertThat(metrics.stream().filter(line -> line.has("meta/zero_shot_return"))).hasSize(1);
    JsonNode last = metrics.getLast();
    assertThat(last.has("task/gradient_1")).isTrue();
    assertThat(last.get("rollout/real_samples").asInt()).isEqualTo(3 * 800);
  }

  private static Evaluation checkEvaluation(Path run) {
    List<AdaptationResult> rows = EvaluationCsv.read(run.resolve("evaluation.csv"));
    // 2 × 2 tasks, 2 seeds, after 0, 200 and 400 samples.
    assertThat(rows).hasSize(2 * 2 * 2 * 3);
    assertThat(rows.stream().map(AdaptationResult::task).distinct())
        .containsExactlyInAnyOrder(
            List.of(-2.0, 1.2), List.of(-2.0, 2.0), List.of(2.0, 1.2), List.of(2.0, 2.0));
    assertThat(rows.stream().map(AdaptationResult::samples)).containsOnly(0, 200, 400);
    assertThat(rows.stream().map(AdaptationResult::seed)).containsOnly(1L, 2L);
    assertThat(rows).allMatch(row -> row.episodes() == 3 && Double.isFinite(row.meanReturn()));
    Evaluation evaluation = EvaluationJson.read(run.resolve("evaluation.json"));
    assertThat(evaluation.results()).isEqualTo(rows);
    assertThat(evaluation.method()).isEqualTo("admrl");
    assertThat(evaluation.family()).isEqualTo("hopper-2d");
    assertThat(evaluation.gridShape()).containsExactly(2, 2);
    assertThat(evaluation.optima())
        .hasSize(4)
        .allMatch(optimum -> optimum.samples() == 2 * 400)
        .allMatch(optimum -> optimum.source().startsWith("TRPO in the simulator from "));
    assertThat(evaluation.notes()).containsKeys("Adaptation", "A*");
    return evaluation;
  }

  private static void checkVisits(Evaluation evaluation, List<JsonNode> metrics) {
    List<VisitedTask> expected = new ArrayList<>();
    for (int task = 0; task < 2; task++) {
      JsonNode line = metrics.get(task * FIRST_TASK);
      expected.add(
          new VisitedTask(
              task + 1,
              List.of(line.get("task/psi_0").asDouble(), line.get("task/psi_1").asDouble())));
    }
    assertThat(evaluation.visitedTasks()).isEqualTo(expected);
  }

  @Test
  void theEvaluationDoesNotDependOnTheNumberOfThreadsAndCanBeRepeated() throws IOException {
    Path one = temporary.resolve("one");
    Path two = temporary.resolve("two");
    assertThat(admiral(train(one, 1, "evaluation.seeds=1")).status()).isZero();
    assertThat(admiral(train(two, 2, "evaluation.seeds=1")).status()).isZero();

    assertSameTraining(two, one);
    String evaluation = Files.readString(one.resolve("evaluation.json"));
    assertThat(two.resolve("evaluation.json")).hasContent(evaluation);
    assertThat(two.resolve("evaluation.csv"))
        .hasSameTextualContentAs(one.resolve("evaluation.csv"));

    Files.delete(one.resolve("evaluation.json"));
    assertThat(admiral(List.of("evaluate", one.toString(), "--quiet")).status()).isZero();
    assertThat(one.resolve("evaluation.json")).hasContent(evaluation);
  }

  @Test
  void anEvaluationGoesOnFromTheJobsThatAreDone() throws IOException {
    Path run = temporary.resolve("run");
    assertThat(admiral(train(run, 2, "training.tasks=1", "evaluation.seeds=1")).status()).isZero();
    Path json = run.resolve("evaluation.json");
    String evaluation = Files.readString(json);
    Path job = run.resolve("evaluation/task-002-seed-1.json");
    Files.delete(json);
    Files.delete(job);
    Files.writeString(run.resolve("evaluation/task-003-seed-1.json"), "{");

    assertThat(evaluate(run).status()).isZero();
    assertThat(json).hasContent(evaluation);

    // What is there is taken as it is; other settings measure it again.
    String kept = Files.readString(job);
    double measured = EvaluationJson.read(json).results().get(2 * 3).meanReturn();
    assertThat(kept).contains(Double.toString(measured));
    Files.writeString(job, kept.replace(Double.toString(measured), "12345.5"));
    assertThat(evaluate(run).status()).isZero();
    assertThat(EvaluationJson.read(json).results())
        .anyMatch(row -> row.meanReturn() == 12345.5 && row.task().equals(List.of(2.0, 1.2)));

    assertThat(evaluate(run, "evaluation.adaptation.episodes=2").status()).isZero();
    Evaluation other = EvaluationJson.read(json);
    assertThat(other.results()).allMatch(row -> row.episodes() == 2 && row.meanReturn() < 12345);
    assertThat(other.notes().get("Settings")).contains("evaluation.adaptation.episodes=2");
    assertThat(other.notes())
        .containsEntry("Changed for this evaluation", "evaluation.adaptation.episodes=2");
    assertThat(run.resolve("report.html")).content().contains("Changed for this evaluation");
    whatCannotBeEvaluatedIsSaidInOneLine(run);
  }

  private static void whatCannotBeEvaluatedIsSaidInOneLine(Path run) throws IOException {
    CommandLineRun none = evaluate(run, "evaluation.tasks.grid=[]");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err())
        .isEqualTo(
            "admiral: evaluation.tasks has neither a grid nor boundary-tasks, which asks for no"
                + " evaluation: set one of them%n".formatted());

    CommandLineRun failed = evaluate(run, "training.slbo.model.hidden=[17]");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err())
        .startsWith("admiral: the evaluation of task [")
        .contains("] with seed 1 of " + run + " failed: ")
        .hasLineCount(1);

    Path weights = latest(run).folder().resolve("weights.safetensors");
    Files.write(weights, new byte[20]);
    CommandLineRun damaged = evaluate(run);
    assertThat(damaged.status()).isEqualTo(1);
    assertThat(damaged.err())
        .startsWith("admiral: checkpoint " + weights.getParent() + " is damaged: ")
        .hasLineCount(1);
  }

  static CommandLineRun evaluate(Path run, String... assignments) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", run.toString(), "--quiet"));
    for (String assignment : assignments) {
      arguments.addAll(List.of("--set", assignment));
    }
    return admiral(arguments);
  }

  @Test
  void aRunWithoutRealDataIsNotEvaluated() throws Exception {
    Path run = temporary.resolve("run");
    List<String> arguments = train(run, 1);
    arguments.set(arguments.indexOf("--checkpoint-seconds") + 1, "1000");
    Process process = AdmiralProcess.start(arguments);
    AdmiralProcess.awaitGrowth(process, run.resolve("metrics.jsonl"), 0);
    process.destroyForcibly().waitFor();
    assertThat(latest(run).step()).isZero();

    CommandLineRun result = evaluate(run);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "admiral: %s has no real data to evaluate yet: \"admiral resume %s\" trains it%n"
                .formatted(run, run));
  }

  @Test
  void aRunThatWasKilledOftenEndsAsOneThatNeverWas() throws Exception {
    Path killed = temporary.resolve("killed");
    Random random = new Random(11);
    for (int kill = 0; kill < 3; kill++) {
      Process process =
          AdmiralProcess.start(
              kill == 0
                  ? train(killed, 1, "evaluation.tasks.grid=[]")
                  : List.of("resume", killed.toString(), "--quiet"));
      AdmiralProcess.awaitGrowth(process, killed.resolve("metrics.jsonl"), random.nextInt(2500));
      TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
      process.destroyForcibly().waitFor();
      assertThat(latest(killed).step()).isLessThan(UPDATES);
    }

    assertThat(admiral(List.of("resume", killed.toString(), "--quiet")).status()).isZero();

    Path whole = temporary.resolve("whole");
    assertThat(admiral(train(whole, 1, "evaluation.tasks.grid=[]")).status()).isZero();
    assertSameTraining(killed, whole);
    assertThat(killed.resolve("report.html")).exists();
  }

  private static Stored latest(Path run) {
    return new CheckpointStore(run.resolve("checkpoints"), 3).latest().orElseThrow();
  }

  private static void assertSameTraining(Path actual, Path expected) throws IOException {
    assertThat(lines(actual)).isEqualTo(lines(expected)).hasSize(UPDATES);
    Stored one = latest(actual);
    Stored other = latest(expected);
    assertThat(one.step()).isEqualTo(other.step()).isEqualTo(UPDATES);
    assertThat(one.folder().resolve("weights.safetensors"))
        .hasSameBinaryContentAs(other.folder().resolve("weights.safetensors"));
    assertThat(scalars(one)).isEqualTo(scalars(other));
  }

  /** The metrics without those that are times. */
  private static List<String> lines(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(line -> line.replaceAll(",\"time/[^,}]*", ""))
        .toList();
  }

  /** Everything but the lengths of files that hold times. */
  private static Map<String, Object> scalars(Stored stored) {
    return stored.checkpoint().scalars().entrySet().stream()
        .filter(scalar -> !scalar.getKey().startsWith("run/"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
