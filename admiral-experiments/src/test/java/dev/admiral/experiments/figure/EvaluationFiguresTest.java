package dev.admiral.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.chart.SvgRenderer;
import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.OptimalReturn;
import dev.admiral.space.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Small measurements whose every number can be worked out by hand. */
class EvaluationFiguresTest {
  private static final Box BOX = Box.cube(2, -1, 1);
  private static final double[][] CORNERS = {{-1, -1}, {1, 1}, {-1, 1}, {1, -1}};

  /** Returns {@code [task]} at n = 0, which grow by 10 to n = 100, by one seed without error. */
  private static EvaluatedRun run(long seed, String method, double... zeroShot) {
    List<AdaptationResult> results = new ArrayList<>();
    for (int task = 0; task < zeroShot.length; task++) {
      for (int samples : new int[] {0, 100}) {
        results.add(
            new AdaptationResult(
                CORNERS[task], 7, samples, zeroShot[task] + samples / 10.0, 0, 20));
      }
    }
    return new EvaluatedRun(
        seed,
        new Evaluation(
            method,
            "point-2d",
            List.of("x", "y"),
            BOX,
            List.of(2, 2),
            results,
            List.of(),
            List.of(),
            Map.of("A*", "the best measured")));
  }

  private static MethodRuns method(String id, String label, EvaluatedRun... runs) {
    return new MethodRuns(id, label, List.of(runs));
  }

  private static List<MethodRuns> three() {
    return List.of(
        method("admrl", "AdMRL", run(1, "admrl", 80, 82, 84, 86), run(2, "admrl", 80, 82, 84, 86)),
        method("mb-unif", "MB-Unif", run(1, "mb-unif", 90, 90, 90, 40)),
        method("pearl", "PEARL, as published", run(1, "pearl", 60, 60, 60, 60)));
  }

  /** A* is 100, 100, 100 and 96, of whichever method; the gaps follow. */
  @Test
  void everyMethodSharesTheOptimum() {
    assertThat(EvaluationFigures.worstCase(three(), SampleMethods.PROVENANCE).summary())
        .contains(
            "| AdMRL | 0 (zero-shot) | 83.0 [83.0, 83.0] | 83.0 [83.0, 83.0] | 16.0 [16.0, 16.0] |"
                + " 20.0 [20.0, 20.0] | (−1, −1) ×2 |\n")
        .contains(
            "| AdMRL | 100 | 93.0 [93.0, 93.0] | 93.0 [93.0, 93.0] | 6.00 [6.00, 6.00] |"
                + " 10.0 [10.0, 10.0] | (−1, −1) ×2 |\n")
        .contains(
            "| MB-Unif | 100 | 87.5 [87.5, 87.5] | 100.0 [100.0, 100.0] | 11.5 [11.5, 11.5] |"
                + " 46.0 [46.0, 46.0] | (1, −1) |\n")
        .contains("| PEARL, as published | 100 | 70.0");
  }

  @Test
  void theVerdictFollowsFromTheNumbers() {
    assertThat(EvaluationFigures.worstCase(three(), SampleMethods.PROVENANCE).summary())
        .contains(
            "- Measured here: **Appears, with one training seed**: AdMRL has the lowest worst-case"
                + " gap Gₙᵐᵃˣ at n = 100, 10.0 [10.0, 10.0], against 46.0 [46.0, 46.0] (MB-Unif),"
                + " 30.0 [30.0, 30.0] (PEARL, as published). The interval of AdMRL overlaps no"
                + " other; it is lower than MB-Unif in over 99 %, than PEARL, as published in over"
                + " 99 % of bootstrap samples.\n")
        // Each of the four tasks is on the boundary, so that it has no verdict of its own.
        .doesNotContain("boundary tasks at n");
  }

  @Test
  void theReturnsFigureAlsoComparesZeroShot() {
    assertThat(EvaluationFigures.returns(three(), List.of(), SampleMethods.PROVENANCE).summary())
        .contains(
            "AdMRL has the higher mean return over tasks at n = 100, 93.0 [93.0, 93.0], against"
                + " 70.0 [70.0, 70.0] (PEARL, as published). The interval")
        .contains(
            "AdMRL has the higher mean return when AdMRL is zero-shot and every other has its"
                + " largest n, 83.0 [83.0, 83.0], against 70.0 [70.0, 70.0] (PEARL, as"
                + " published). The interval");
  }

  /** AdMRL's 83 without a sample: above PEARL's 70 after 100, which the paper says, and below MT-joint's 90. */
  @Test
  void zeroShotIsComparedWithMultiTaskPoliciesApart() {
    List<MethodRuns> methods = new ArrayList<>(three());
    methods.add(method("mt-joint", "MT-joint", run(1, "mt-joint", 80, 80, 80, 80)));
    assertThat(EvaluationFigures.returns(methods, List.of(), SampleMethods.PROVENANCE).summary())
        .contains(
            "AdMRL has the higher mean return when AdMRL is zero-shot and every other has its"
                + " largest n, 83.0 [83.0, 83.0], against 70.0 [70.0, 70.0] (PEARL, as"
                + " published). The interval")
        .contains(
            "**Does NOT appear**: MT-joint has the higher mean return when AdMRL is zero-shot and"
                + " every other has its largest n, 90.0 [90.0, 90.0]; AdMRL has 83.0 [83.0,"
                + " 83.0].");
  }

  /** The paper's claim is against methods without a model: of AdMRL's variants it says nothing here. */
  @Test
  void theReturnsFigureTellsVariantsApartFromRivals() {
    String variant =
        "- Measured here: Not in the claim: the mean return over tasks at n = 100 is 87.5 [87.5,"
            + " 87.5] (MB-Unif).\n";
    assertThat(EvaluationFigures.returns(three(), List.of(), SampleMethods.PROVENANCE).summary())
        .contains(variant);
    assertThat(
            EvaluationFigures.returns(three().subList(0, 2), List.of(), SampleMethods.PROVENANCE)
                .summary())
        .contains(
            "- Measured here: **Not tested**: none of maml, pearl, mt-joint, maml-mt, pearl-mt was"
                + " measured; the mean return over tasks at n = 100 is 93.0 [93.0, 93.0]"
                + " (AdMRL).\n"
                + variant)
        .doesNotContain("zero-shot and every other");
  }

  @Test
  void csvHasEveryMeasurement() {
    List<String> lines =
        EvaluationFigures.highDimensional(three(), SampleMethods.PROVENANCE).csv().lines().toList();
    assertThat(lines).hasSize(1 + 4 * 4 * 2);
    assertThat(lines.subList(0, 3))
        .containsExactly(
            "method,training_seed,psi_0,psi_1,evaluation_seed,samples,mean_return,standard_error,episodes,optimal_return,gap",
            "admrl,1,-1.0,-1.0,7,0,80.0,0.0,20,100.0,20.0",
            "admrl,1,-1.0,-1.0,7,100,90.0,0.0,20,100.0,10.0");
  }

  @Test
  void factsNameSeedsWhereTheyDiffer() {
    assertThat(EvaluationFigures.returns(three(), List.of(), SampleMethods.PROVENANCE).summary())
        .contains(
            "- Training seeds: AdMRL 1, 2; MB-Unif 1; PEARL, as published 1. Evaluation seeds: 7. 4"
                + " test tasks; episodes a return: 20.\n")
        .contains(
            "(AdMRL: 2 training seeds, 1 evaluation seed: training seeds and evaluation episodes;"
                + " MB-Unif, PEARL, as published: 1 training seed, 1 evaluation seed: evaluation"
                + " episodes only)")
        .contains("- **A\\***: the best measured\n");
  }

  /** Of these two A* is 100, 100, 100 and 70. */
  @Test
  void theMethodOfTheClaimMayBeMissing() {
    assertThat(
            EvaluationFigures.worstCase(three().subList(1, 3), SampleMethods.PROVENANCE).summary())
        .contains(
            "**Not tested**: admrl was not measured. The lowest worst-case gap Gₙᵐᵃˣ at n = 100 is"
                + " 20.0 [20.0, 20.0] (MB-Unif).");
  }

  /** The mean over training seeds, in the legend and in the table. */
  @Test
  void whatTheTrainingTookStandsBesideEachMethod() {
    Figure figure =
        EvaluationFigures.returns(
            three(),
            List.of(
                training("admrl", "AdMRL", 1, 30_000),
                training("admrl", "AdMRL", 2, 42_000),
                training("mb-unif", "MB-Unif", 1, 80_000_000)),
            SampleMethods.PROVENANCE);

    assertThat(figure.summary())
        .contains("| method | training samples | samples n | mean return |")
        .contains("| AdMRL | 36.0 k | 0 (zero-shot) | 83.0")
        .contains("| MB-Unif | 80.0 M | 100 |")
        .contains("| PEARL, as published | – | 100 |");
    assertThat(SvgRenderer.inline(figure.picture().draw()))
        .contains("AdMRL (36.0 k)", "MB-Unif (80.0 M)", "real samples of training")
        .contains("(c) Return after adaptation at n = 100");
  }

  @Test
  void theFasterTasksHaveTheLargerGapOrNot() {
    assertThat(motivation(run(1, "pearl", 80, 82, 84, 86)))
        .contains("- Measured here: **Not tested**: all tasks are equally fast.");
    assertThat(motivation(lines(5, 5, 40, 60)))
        .contains(
            "- Measured here: **Appears, with one training seed**: the slower half (2 tasks of"
                + " speed ≤ 1) has the lower mean gap at n = 6000, 5.00 [5.00, 5.00], against 50.0"
                + " [50.0, 50.0] (the faster half (2 tasks)).");
    assertThat(motivation(lines(40, 60, 5, 5)))
        .contains("- Measured here: **Does NOT appear**: the faster half (2 tasks) has");
  }

  private static String motivation(EvaluatedRun run) {
    return MotivationFigure.of(method("pearl", "PEARL", run), SampleMethods.PROVENANCE).summary();
  }

  /** Tasks (0, 1), (1, 0), (2, 2), (3, 0) whose optima are 100, with these gaps. */
  private static EvaluatedRun lines(double... gaps) {
    List<List<Double>> tasks =
        List.of(List.of(0.0, 1.0), List.of(1.0, 0.0), List.of(2.0, 2.0), List.of(3.0, 0.0));
    List<AdaptationResult> results = new ArrayList<>();
    List<OptimalReturn> optima = new ArrayList<>();
    for (int i = 0; i < gaps.length; i++) {
      results.add(new AdaptationResult(tasks.get(i), 1, 6000, 100 - gaps[i], 0, 20));
      optima.add(new OptimalReturn(tasks.get(i), 100, 0, 1, "known"));
    }
    return new EvaluatedRun(
        1,
        new Evaluation(
            "pearl",
            "point-2d",
            List.of("x", "y"),
            Box.of(new double[] {-3, -3}, new double[] {3, 3}),
            List.of(),
            results,
            optima,
            List.of(),
            Map.of()));
  }

  private static MeasuredTraining training(String method, String label, long seed, long samples) {
    List<Double> at = List.of(samples / 3.0, 2 * samples / 3.0, (double) samples);
    return new MeasuredTraining(
        new LearningRun(method, label, seed, at, List.of(1.0, 2.0 * seed, 3.0)), samples);
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    MethodRuns fewer = method("maml", "MAML", run(1, "maml", 1, 2, 3));
    assertThatThrownBy(() ->
            EvaluationFigures.returns(
                List.of(three().getFirst(), fewer), List.of(), SampleMethods.PROVENANCE))
        .hasMessage(
            "admrl, training seed 1 and maml, training seed 1 were not evaluated on the same"
                + " tasks");
    assertThatThrownBy(() ->
            EvaluationFigures.returns(
                List.of(three().getFirst(), three().getFirst()),
                List.of(),
                SampleMethods.PROVENANCE))
        .hasMessage("a figure names each method once, unlike [admrl, admrl]");
    assertThatThrownBy(
            () -> EvaluationFigures.returns(List.of(), List.of(), SampleMethods.PROVENANCE))
        .hasMessage("a figure needs at least one method");
    assertThatThrownBy(() -> new MethodRuns("maml", "MAML", List.of()))
        .hasMessage("method maml has no trained run");
    assertThatThrownBy(
            () -> method("maml", "MAML", run(3, "maml", 1, 2, 3), run(3, "maml", 1, 2, 3)))
        .hasMessage("method maml has two runs of one training seed: [3, 3]");
  }
}
