package dev.admiral.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.admrl.WorstCasePath.Point;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.PointMassFamily;
import dev.admiral.dynamics.Slbo;
import dev.admiral.dynamics.SlboConfig;
import dev.admiral.dynamics.TinySlbo;
import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.learner.Metrics;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorstCaseSearchTest {
  private static final PointMassFamily FAMILY = new PointMassFamily();
  private static final AdaptationConfig ADAPTATION = new AdaptationConfig(2, 2, 40, 1, 5, false);
  private static final OptimalReturnConfig OPTIMUM = new OptimalReturnConfig(1, 40);
  private static final TaskGradientConfig GRADIENT =
      TinyAdMrl.fast(AdMrlConfig.Selection.ADVERSARIAL).gradient();

  /** What meta-training left: some data and a model that was trained on them. */
  private static Checkpoint trained(TaskFamily family, SlboConfig config, int samples, int steps) {
    Checkpoint checkpoint = new Checkpoint();
    try (Slbo slbo = new Slbo(config, family, new RandomStreams(1), Workers.SERIAL)) {
      float[] policy = slbo.newPolicy();
      slbo.collect(policy, samples);
      for (int i = 0; i < steps; i++) {
        slbo.train(policy);
      }
      slbo.save(checkpoint);
    }
    return checkpoint;
  }

  private static Slbo restored(
      SlboConfig config, Checkpoint trained, RandomStreams streams, Workers workers) {
    Slbo slbo = new Slbo(config, FAMILY, streams, workers);
    slbo.restore(trained);
    return slbo;
  }

  private static WorstCasePath climb(WorstCaseConfig config, double[] start, Workers workers) {
    Checkpoint trained = trained(FAMILY, TinySlbo.fast(), 80, 1);
    return new WorstCaseSearch(config, GRADIENT, ADAPTATION, OPTIMUM)
        .climb(
            streams -> restored(TinySlbo.fast(), trained, streams, workers),
            5,
            start,
            workers,
            _ -> {});
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @Test
  void eachStepIsOneOfProjectedAscent() {
    double[] start = {0.2, -0.7};

    WorstCasePath path = climb(new WorstCaseConfig(1, 3, 0.5), start, Workers.SERIAL);

    assertThat(path.points()).hasSize(4);
    assertThat(path.points().getFirst().task()).containsExactly(0.2, -0.7);
    for (int i = 1; i < 4; i++) {
      Point before = path.points().get(i - 1);
      // Ψ = [−1, 1]², where the coordinates of the ascent are ψ's own.
      double[] expected = new double[2];
      for (int j = 0; j < 2; j++) {
        expected[j] = Math.clamp(before.task().get(j) + 0.5 * before.gradient().get(j), -1, 1);
      }
      assertThat(array(path.points().get(i).task())).containsExactly(expected, within(1e-12));
      assertThat(before.gradientNorm())
          .isCloseTo(Math.hypot(before.gradient().get(0), before.gradient().get(1)), within(1e-12))
          .isPositive();
    }
    assertThat(start).containsExactly(0.2, -0.7);
  }

  /** The steps of a visit, one by one, at a task in the middle of the path. */
  @Test
  void whatIsMeasuredDependsOnTheTaskAndTheSeedAlone() {
    WorstCasePath path =
        climb(new WorstCaseConfig(1, 2, 0.5), new double[] {0.2, -0.7}, Workers.SERIAL);
    Point point = path.points().get(1);
    double[] task = array(point.task());

    RandomStreams streams = new RandomStreams(5);
    Checkpoint trained = trained(FAMILY, TinySlbo.fast(), 80, 1);
    try (Slbo slbo = restored(TinySlbo.fast(), trained, streams, Workers.SERIAL)) {
      var gradient = new TaskGradient(GRADIENT, FAMILY, slbo.policy(), 0.9, Workers.SERIAL);
      slbo.task(task);
      float[] policy = slbo.newPolicy();
      slbo.train(policy);
      slbo.train(policy);
      double[] returns = new double[3];
      returns[0] = mean(slbo.realEpisodes(policy, 5, Choice.SAMPLE).episodeReturns());
      ZeroShotGradient atZeroShot =
          gradient.atZeroShot(
              task,
              policy,
              slbo.virtualEpisodes(policy, 4),
              slbo.realEpisodes(policy, 4, Choice.SAMPLE),
              new Metrics(1));
      for (int stage = 1; stage <= 2; stage++) {
        slbo.collect(policy, 40);
        slbo.train(policy);
        returns[stage] = mean(slbo.realEpisodes(policy, 5, Choice.SAMPLE).episodeReturns());
      }
      OptimalReturnSearch.Outcome found =
          new OptimalReturnSearch(OPTIMUM, ADAPTATION, TinySlbo.fast().trpo(), 0.6)
              .search(slbo, task, policy, streams, _ -> {});
      double optimum =
          Math.max(mean(found.returns()), DoubleStream.of(returns).max().orElseThrow());
      double[] whole =
          gradient.gradient(
              task,
              atZeroShot,
              slbo.realEpisodes(found.policy(), 4, Choice.SAMPLE),
              new Metrics(1));

      assertThat(array(point.returns())).containsExactly(returns, within(1e-9));
      assertThat(point.optimum()).isCloseTo(optimum, within(1e-9));
      assertThat(array(point.gradient())).containsExactly(whole);
      for (int stage = 0; stage < 3; stage++) {
        assertThat(point.gap(stage))
            .isCloseTo(optimum - returns[stage], within(1e-9))
            .isNotNegative();
      }
    }
    // A path that begins there is the rest of this one.
    assertThat(climb(new WorstCaseConfig(1, 1, 0.5), task, Workers.SERIAL).points())
        .isEqualTo(path.points().subList(1, 3));
  }

  @Test
  void resultsDoNotDependOnTheNumberOfWorkers() {
    var config = new WorstCaseConfig(1, 2, 0.5);
    double[] start = {0.2, -0.7};
    WorstCasePath expected = climb(config, start, Workers.SERIAL);
    for (int count = 2; count <= 3; count++) {
      try (Workers workers = new Workers(count)) {
        assertThat(climb(config, start, workers)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aPathEndsWhereTheAscentDoesNotLeaveTheTask() {
    // Steps so long that each ends in a corner.
    WorstCasePath path =
        climb(new WorstCaseConfig(1, 30, 1e6), new double[] {0.2, -0.7}, Workers.SERIAL);

    assertThat(path.points()).hasSizeBetween(2, 30);
    for (Point point : path.points().subList(1, path.points().size())) {
      assertThat(point.task()).allMatch(value -> Math.abs(value) == 1);
    }
    Point last = path.points().getLast();
    for (int i = 0; i < 2; i++) {
      assertThat(last.gradient().get(i) * last.task().get(i)).isPositive();
    }
  }

  @Test
  void progressGrowsToOne() {
    Checkpoint trained = trained(FAMILY, TinySlbo.fast(), 80, 1);
    List<Double> progress = new ArrayList<>();

    new WorstCaseSearch(new WorstCaseConfig(1, 2, 0.5), GRADIENT, ADAPTATION, OPTIMUM)
        .climb(
            streams -> restored(TinySlbo.fast(), trained, streams, Workers.SERIAL),
            5,
            new double[2],
            Workers.SERIAL,
            progress::add);

    assertThat(progress).isSorted().endsWith(1.0).allMatch(part -> part > 0 && part <= 1);
    // 4 iterations of virtual training and 2 updates a task, and the end.
    assertThat(progress).hasSize(3 * 6 + 1);
  }

  @Test
  void refusesAStartOutsideTheFamily() {
    assertThatThrownBy(
            () -> climb(new WorstCaseConfig(1, 1, 1), new double[] {0, 1.5}, Workers.SERIAL))
        .hasMessage("the task [0.0, 1.5] is not in [-1.0, 1.0]×[-1.0, 1.0]");
  }

  @Test
  void theWorstIsThatWithTheLargestGapAtItsStage() {
    var first = new Point(List.of(0.0), List.of(1.0, 8.0), 10, List.of(3.0, -4.0));
    var second = new Point(List.of(1.0), List.of(5.0, 6.0), 10, List.of(0.0));
    var third = new Point(List.of(2.0), List.of(1.0, 10.0), 10, List.of(0.0));
    var path = new WorstCasePath(List.of(first, second, third));

    assertThat(first.gap(0)).isEqualTo(9);
    assertThat(first.gap(1)).isEqualTo(2);
    assertThat(first.gradientNorm()).isEqualTo(5);
    assertThat(path.worst(0)).isSameAs(first);
    assertThat(path.worst(1)).isSameAs(second);
    var fourth = new Point(List.of(3.0), List.of(0.0, 9.0), 10, List.of(0.0));
    var other = new WorstCasePath(List.of(fourth));
    assertThat(WorstCasePath.worst(List.of(path, other), 0)).isSameAs(fourth);
    assertThat(WorstCasePath.worst(List.of(path, other), 1)).isSameAs(second);
    assertThatThrownBy(() -> new WorstCasePath(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, 1, starts must not be negative: -1",
    "1, 0, 1, 'steps must be at least 1, not 0'",
    "1, 1, 0, 'learning-rate must be finite and positive, not 0.0'",
    "1, 1, NaN, 'learning-rate must be finite and positive, not NaN'"
  })
  void refusesImpossibleSettings(int starts, int steps, double rate, String message) {
    assertThatThrownBy(() -> new WorstCaseConfig(starts, steps, rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void isOffByDefault() {
    assertThat(WorstCaseConfig.defaults().starts()).isZero();
  }

  /**
   * The model was trained where a tail wind keeps the speed up in +x: there it believes that little force
   * holds a speed, so that its policies fall short of the target, the more the faster it is.
   */
  @Test
  @Tag("learning")
  void findsTheRegionWhereTheModelIsPoor() {
    SlboConfig config = TinySlbo.learning();
    Checkpoint trained = trained(new TailWind(), config, 3000, 20);
    var adaptation = new AdaptationConfig(6, 1, 100, 2, 50, false);
    var search =
        new WorstCaseSearch(
            new WorstCaseConfig(2, 2, 0.4),
            TinyAdMrl.learning().gradient(),
            adaptation,
            new OptimalReturnConfig(30, 1000));
    double[][] starts = {{0.2, 0.3}, {-0.2, -0.3}};
    WorstCasePath[] paths = new WorstCasePath[2];
    try (Workers workers = new Workers(2)) {
      workers.run(
          2,
          i ->
              paths[i] =
                  search.climb(
                      streams -> restored(config, trained, streams, Workers.SERIAL),
                      i,
                      starts[i],
                      Workers.SERIAL,
                      _ -> {}));
    }

    List<Point> poor = paths[0].points();
    for (int i = 1; i < 3; i++) {
      assertThat(poor.get(i).task().getFirst()).isGreaterThan(poor.get(i - 1).task().getFirst());
      assertThat(poor.get(i).gap(0)).isGreaterThan(poor.get(i - 1).gap(0) + 0.1);
    }
    // Where the model is good, there is little to find.
    assertThat(paths[1].points())
        .allMatch(point -> point.gap(0) < 0.2 && Math.abs(point.gradient().getFirst()) < 0.15);
    Point worst = WorstCasePath.worst(List.of(paths), 0);
    assertThat(worst).isSameAs(poor.getLast());

    // The optimum is known, and zero-shot adaptation needs no search: once more with another seed.
    double optimum = FAMILY.optimalReturn(array(worst.task()));
    assertThat(worst.optimum()).isBetween(optimum - 1, optimum + 0.5);
    assertThat(exactGap(config, trained, adaptation, array(worst.task())))
        .isGreaterThan(exactGap(config, trained, adaptation, starts[0]) + 0.3);
  }

  private static double exactGap(
      SlboConfig config, Checkpoint trained, AdaptationConfig adaptation, double[] task) {
    try (Slbo slbo = restored(config, trained, new RandomStreams(99), Workers.SERIAL)) {
      Adaptation.ZeroShot zeroShot = new Adaptation(adaptation).zeroShot(slbo, task, _ -> {});
      return FAMILY.optimalReturn(task) - mean(zeroShot.returns());
    }
  }

  /** {@link PointMassFamily} with a force in +x that grows with the speed in +x. */
  private record TailWind() implements TaskFamily {
    private static final TaskFamily CALM = new PointMassFamily();

    @Override
    public String id() {
      return "tail-wind";
    }

    @Override
    public Box parameters() {
      return CALM.parameters();
    }

    @Override
    public String parameterName(int index) {
      return CALM.parameterName(index);
    }

    @Override
    public RewardFunction reward() {
      return CALM.reward();
    }

    @Override
    public TerminationFunction termination() {
      return CALM.termination();
    }

    @Override
    public int horizon() {
      return CALM.horizon();
    }

    @Override
    public Environment newDynamics() {
      Environment calm = CALM.newDynamics();
      return new Environment() {
        @Override
        public Box observationSpace() {
          return calm.observationSpace();
        }

        @Override
        public Space actionSpace() {
          return calm.actionSpace();
        }

        @Override
        public StepResult reset(RandomStream random) {
          return calm.reset(random);
        }

        @Override
        public StepResult step(double[] action) {
          StepResult result = calm.step(action);
          result.observation()[0] += 0.25 * Math.max(0, result.observation()[0]);
          return result;
        }
      };
    }
  }
}
