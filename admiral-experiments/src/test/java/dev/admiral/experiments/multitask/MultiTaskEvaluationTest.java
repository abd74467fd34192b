package dev.admiral.experiments.multitask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationJob;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.EvaluationJson;
import dev.admiral.experiments.evaluation.OptimalReturn;
import dev.admiral.experiments.reproduce.TrainedRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods without a model are tested as AdMRL is. */
class MultiTaskEvaluationTest {
  private static final List<List<Double>> CORNERS =
      List.of(List.of(-0.5, -0.5), List.of(-0.5, 0.5), List.of(0.5, -0.5), List.of(0.5, 0.5));

  @TempDir Path temporary;

  private Evaluation evaluation(TrainedRun run, String results) {
    EvaluationFolder folder = new EvaluationFolder(temporary.resolve(results));
    EvaluationPlan plan = run.evaluation(List.of(), folder);
    for (EvaluationJob job : plan.jobs()) {
      job.run(part -> {});
    }
    plan.finish();
    return EvaluationJson.read(folder.json());
  }

  private Evaluation evaluation(String id, String group, String... assignments) {
    return evaluation(
        TinyMultiTask.train(
            id,
            id.startsWith("pearl") ? TinyMultiTask.PEARL : TinyMultiTask.GRADIENT,
            group,
            temporary.resolve("run-" + id),
            assignments),
        "of-" + id);
  }

  @Test
  void aMetaPolicyIsMeasuredAfterSamplesOnly() {
    Evaluation maml = evaluation("maml", "comparison");

    assertThat(maml.method()).isEqualTo("maml");
    assertThat(maml.tasks()).containsExactlyElementsOf(CORNERS);
    assertThat(maml.gridShape()).containsExactly(2, 2);
    assertThat(maml.sampleSizes()).containsExactly(40, 80);
    assertThat(maml.results()).hasSize(4 * 2 * 2).allMatch(result -> result.episodes() == 3);
    assertThat(maml.notes().get("Adaptation"))
        .startsWith("2 steps of the policy gradient on 40 real samples each");
  }

  @Test
  void aMetaPolicyThatIsToldTheTaskIsAlsoMeasuredBefore() {
    Evaluation told = evaluation("maml-mt", "evaluation");

    assertThat(told.sampleSizes()).containsExactly(0, 40, 80);
    assertThat(told.results()).hasSize(4 * 2 * 3);
    assertThat(told.returns(CORNERS.getFirst(), 40))
        .isNotEqualTo(told.returns(CORNERS.getFirst(), 0));
  }

  @Test
  void anAgentThatInfersItsTaskIsMeasuredAfterSamplesOnly() {
    Evaluation pearl = evaluation("pearl", "comparison");

    assertThat(pearl.method()).isEqualTo("pearl");
    assertThat(pearl.tasks()).containsExactlyElementsOf(CORNERS);
    assertThat(pearl.sampleSizes()).containsExactly(40, 80);
    assertThat(pearl.optima()).hasSize(4);
  }

  @Test
  void anAgentThatIsToldTheTaskIsAlsoMeasuredBeforeItInfersAnything() {
    Evaluation told = evaluation("pearl-mt", "evaluation");

    assertThat(told.sampleSizes()).containsExactly(0, 40, 80);
    assertThat(told.results()).hasSize(4 * 2 * 3).allMatch(result -> result.episodes() == 3);
    assertThat(told.notes().get("Adaptation"))
        .startsWith("z inferred from 2 collections of 40 real samples each");
  }

  @Test
  void whoDoesNotAdaptHasOneReturnForEveryN() {
    Evaluation joint = evaluation("mt-joint", "evaluation");

    assertThat(joint.sampleSizes()).containsExactly(0, 40, 80);
    for (List<Double> task : joint.tasks()) {
      assertThat(joint.returns(task, 40)).isEqualTo(joint.returns(task, 0));
      assertThat(joint.returns(task, 80)).isEqualTo(joint.returns(task, 0));
    }
    assertThat(joint.results().stream().map(AdaptationResult::meanReturn).distinct()).hasSize(8);
  }

  /** The best that can be done is known: full speed to the goal. */
  @Test
  void theSearchForTheOptimumFindsAndNeverExceedsIt() {
    Evaluation joint =
        evaluation(
            "mt-joint",
            "evaluation",
            "evaluation.optimum.updates=60",
            "evaluation.optimum.samples=1000");
    double best = 0;
    for (int t = 1; t <= 4; t++) {
      best -= Math.hypot(0.5 - 0.1 * t, 0.5 - 0.1 * t);
    }

    assertThat(joint.optima()).hasSize(4);
    double staying = -10 * Math.hypot(0.5, 0.5);
    for (OptimalReturn optimum : joint.optima()) {
      assertThat(optimum.meanReturn()).isLessThan(best + 1e-6);
      assertThat((optimum.meanReturn() - staying) / (best - staying)).isGreaterThan(0.75);
      assertThat(optimum.samples()).isEqualTo(61 * 1000);
      assertThat(joint.optimum(optimum.task()).meanReturn())
          .isCloseTo(optimum.meanReturn(), within(1e-12));
    }
  }

  @Test
  void aJobMeasuresTheSameInAnotherProcess() throws IOException, ClassNotFoundException {
    TrainedRun run =
        TinyMultiTask.train(
            "maml-mt", TinyMultiTask.GRADIENT, "evaluation", temporary.resolve("run"));
    Evaluation own = evaluation(run, "own");
    EvaluationFolder folder = new EvaluationFolder(temporary.resolve("others"));
    EvaluationPlan others = run.evaluation(List.of(), folder);
    for (EvaluationJob job : others.jobs()) {
      EvaluationJob sent = sent(job);
      assertThat(sent.isDone()).isFalse();
      sent.run(part -> {});
      assertThat(job.isDone()).isTrue();
    }
    others.finish();

    assertThat(EvaluationJson.read(folder.json())).isEqualTo(own);
  }

  @Test
  void whatIsKeptIsMeasuredAgainOnceItDependsOnSomethingElse() {
    TrainedRun run =
        TinyMultiTask.train(
            "mt-joint", TinyMultiTask.GRADIENT, "evaluation", temporary.resolve("run"));
    EvaluationFolder folder = new EvaluationFolder(temporary.resolve("results"));
    run.evaluation(List.of(), folder).jobs().forEach(job -> job.run(part -> {}));

    assertThat(run.evaluation(List.of("evaluation.seeds=1"), folder).jobs())
        .hasSize(4)
        .allMatch(EvaluationJob::isDone);
    for (String other :
        List.of(
            "evaluation.adaptation.episodes=4",
            "family.horizon=20",
            "evaluation.optimum.updates=1")) {
      assertThat(run.evaluation(List.of(other), folder).jobs()).noneMatch(EvaluationJob::isDone);
    }
  }

  private static EvaluationJob sent(EvaluationJob job) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(job);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (EvaluationJob) in.readObject();
    }
  }
}
