package dev.admiral.admrl;

import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.learner.Metrics;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.rollout.Trajectories;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Looks for the worst case Gₙᵐᵃˣ = max_ψ Gₙ(ψ) of a trained model (paper, section 5) in all of Ψ, where the
 * paper looks on a grid: projected gradient ascent on ψ from several starts.
 *
 * <p>What is climbed is L(φ, ψ), the sub-optimality of the zero-shot policy θ̂, by the gradient with which
 * AdMRL chooses its training tasks ({@link TaskGradient}): that of the gap at n = 0, in discounted returns of
 * stochastic policies. Gaps at n > 0, which no implicit gradient is known for, are measured along the path
 * but not climbed. The worst case at each n is the visited ψ whose gap is the largest
 * ({@link WorstCasePath#worst}). Being the largest of estimates, it is somewhat too large where returns are
 * noisy: adapting to that ψ again with another seed is free of that.
 *
 * <p>A⋆(ψ) is the largest return measured for ψ, so that no gap is negative; θ⋆ in the gradient is the better
 * policy that {@link OptimalReturnSearch} found.
 *
 * <p>For every ψ all random numbers begin anew from the path's seed, so what is measured there depends on
 * the seed and ψ alone, not on the way. Then a task that the ascent does not leave, such as a corner of Ψ
 * that it pushes into, ends the path.
 */
public final class WorstCaseSearch {
  private final WorstCaseConfig config;
  private final TaskGradientConfig gradient;
  private final AdaptationConfig adaptation;
  private final OptimalReturnConfig optimum;

  /**
   * A search.
   *
   * @param gradient as in meta-training; its learning rate is not used
   * @param adaptation to each visited task
   * @param optimum how θ⋆ and A⋆ of each visited task are found; with 0 updates θ⋆ is the adapted policy or
   *     a fresh one
   */
  public WorstCaseSearch(
      WorstCaseConfig config,
      TaskGradientConfig gradient,
      AdaptationConfig adaptation,
      OptimalReturnConfig optimum) {
    this.config = config;
    this.gradient = gradient.withLearningRate(config.learningRate());
    this.adaptation = adaptation;
    this.optimum = optimum;
  }

  /**
   * Climbs from one start. Several starts are independent of each other.
   *
   * @param trained makes a learner in the state that meta-training left, which draws from the given
   *     streams; it is closed after use
   * @param seed of the random numbers at every visited task
   * @param start ψ₀ ∈ Ψ
   * @param workers who share the gradient's work; results do not depend on how many they are
   * @param progress told which part is done, in [0, 1]
   */
  public WorstCasePath climb(
      Function<RandomStreams, Slbo> trained,
      long seed,
      double[] start,
      Workers workers,
      DoubleConsumer progress) {
    List<WorstCasePath.Point> points = new ArrayList<>();
    double total = config.steps() + 1;
    double[] task = start.clone();
    while (true) {
      int visited = points.size();
      RandomStreams streams = new RandomStreams(seed);
      double[] next;
      try (Slbo slbo = trained.apply(streams)) {
        TaskGradient taskGradient =
            new TaskGradient(
                gradient, slbo.family(), slbo.policy(), slbo.config().trpo().gamma(), workers);
        WorstCasePath.Point point =
            visit(
                slbo,
                task,
                taskGradient,
                streams,
                part -> progress.accept((visited + part) / total));
        points.add(point);
        next = taskGradient.ascend(task, array(point.gradient()));
      }
      if (points.size() > config.steps() || Arrays.equals(next, task)) {
        progress.accept(1);
        return new WorstCasePath(points);
      }
      task = next;
    }
  }

  private WorstCasePath.Point visit(
      Slbo slbo,
      double[] task,
      TaskGradient taskGradient,
      RandomStreams streams,
      DoubleConsumer progress) {
    Adaptation adapting = new Adaptation(adaptation);
    DoubleConsumer firstHalf = part -> progress.accept(part / 2);
    Metrics unread = new Metrics(0);
    Adaptation.ZeroShot zeroShot = adapting.zeroShot(slbo, task, firstHalf);
    ZeroShotGradient atZeroShot =
        taskGradient.atZeroShot(
            task,
            zeroShot.policy(),
            slbo.virtualEpisodes(zeroShot.policy(), gradient.episodes()),
            slbo.realEpisodes(zeroShot.policy(), gradient.episodes(), Choice.SAMPLE),
            unread);
    Adaptation.Outcome adapted = adapting.stages(slbo, zeroShot, firstHalf);
    OptimalReturnSearch.Outcome found =
        new OptimalReturnSearch(
                optimum, adaptation, slbo.config().trpo(), slbo.config().initialStd())
            .search(slbo, task, adapted.policy(), streams, part -> progress.accept((1 + part) / 2));
    Trajectories optimal = slbo.realEpisodes(found.policy(), gradient.episodes(), Choice.SAMPLE);
    double[] returns =
        Arrays.stream(adapted.returns()).mapToDouble(WorstCaseSearch::mean).toArray();
    double best = Math.max(mean(found.returns()), Arrays.stream(returns).max().orElseThrow());
    return new WorstCasePath.Point(
        list(task),
        list(returns),
        best,
        list(taskGradient.gradient(task, atZeroShot, optimal, unread)));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static List<Double> list(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
