package dev.admiral.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.PointMassFamily;
import dev.admiral.dynamics.Slbo;
import dev.admiral.dynamics.SlboConfig;
import dev.admiral.dynamics.TinySlbo;
import dev.admiral.policy.ValueFunction;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.trpo.TrpoConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AdaptationTest {
  private static final double[] TASK = {-0.6, 0.9};

  private final PointMassFamily family = new PointMassFamily();

  /** A learner with some data of another task. */
  private Slbo slbo(SlboConfig config, int samples) {
    Slbo slbo = new Slbo(config, family, new RandomStreams(1), Workers.SERIAL);
    slbo.collect(slbo.newPolicy(), samples);
    return slbo;
  }

  @Test
  void measuresBeforeTheFirstSampleAndAfterEveryStage() {
    try (Slbo slbo = slbo(TinySlbo.fast(), 80)) {
      int before = slbo.data().size();
      List<Double> progress = new ArrayList<>();

      Adaptation.Outcome outcome =
          new Adaptation(new AdaptationConfig(4, 3, 40, 2, 5, false))
              .adapt(slbo, TASK, progress::add);

      assertThat(outcome.returns()).hasDimensions(4, 5);
      assertThat(Arrays.stream(outcome.returns()).flatMapToDouble(Arrays::stream))
          .allMatch(Double::isFinite)
          .doesNotHaveDuplicates();
      assertThat(outcome.policy()).hasSize(slbo.policy().parameterLength());
      assertThat(slbo.task()).containsExactly(TASK);
      // Two environments a stage, of which one (rounded) would be kept for validation.
      assertThat(slbo.data().size() - before).isEqualTo(3 * 20);
      assertThat(progress).hasSize(4 + 3 * 2).isSorted().endsWith(1.0);
      assertThat(progress.getFirst()).isEqualTo(0.1);
    }
  }

  @Test
  void zeroStagesAreZeroShotOnly() {
    try (Slbo slbo = slbo(TinySlbo.fast(), 80)) {
      int before = slbo.data().size();

      Adaptation.Outcome outcome =
          new Adaptation(new AdaptationConfig(1, 0, 40, 1, 5, false)).adapt(slbo, TASK, part -> {});

      assertThat(outcome.returns()).hasDimensions(1, 5);
      assertThat(slbo.data().size()).isEqualTo(before);
    }
  }

  @Test
  void theSameStateAdaptsToTheSameNumbers() {
    var adaptation = new Adaptation(new AdaptationConfig(2, 1, 40, 1, 5, false));
    try (Slbo one = slbo(TinySlbo.fast(), 80);
        Slbo other = slbo(TinySlbo.fast(), 80)) {
      Adaptation.Outcome expected = adaptation.adapt(one, TASK, part -> {});
      Adaptation.Outcome actual = adaptation.adapt(other, TASK, part -> {});

      assertThat(actual.returns()).isDeepEqualTo(expected.returns());
      assertThat(actual.policy()).isEqualTo(expected.policy());
    }
  }

  @Test
  void itsTwoPartsAreTheWhole() {
    var adaptation = new Adaptation(new AdaptationConfig(2, 2, 40, 1, 5, false));
    List<Double> progress = new ArrayList<>();
    try (Slbo one = slbo(TinySlbo.fast(), 80);
        Slbo other = slbo(TinySlbo.fast(), 80)) {
      Adaptation.Outcome expected = adaptation.adapt(one, TASK, part -> {});

      int before = other.data().size();
      Adaptation.ZeroShot zeroShot = adaptation.zeroShot(other, TASK, progress::add);
      float[] policy = zeroShot.policy().clone();
      assertThat(other.data().size()).isEqualTo(before);
      assertThat(progress).containsExactly(0.25, 0.5);
      Adaptation.Outcome actual = adaptation.stages(other, zeroShot, progress::add);

      assertThat(actual.returns()).isDeepEqualTo(expected.returns());
      assertThat(actual.policy()).isEqualTo(expected.policy()).isNotEqualTo(policy);
      assertThat(zeroShot.policy()).isEqualTo(policy);
      assertThat(zeroShot.returns()).containsExactly(expected.returns()[0]);
      assertThat(progress).containsExactly(0.25, 0.5, 0.75, 1.0);
    }
  }

  private static OptimalReturnSearch search(int updates, int samples, int episodes) {
    SlboConfig config = TinySlbo.learning();
    var value = new ValueFunction.Config(List.of(16), 3e-3, 3, 64);
    var trpo = new TrpoConfig(0.9, 0.95, 0.05, 1.5, 0.1, 10, 10, 0.5, 0, value);
    return new OptimalReturnSearch(
        new OptimalReturnConfig(updates, samples),
        new AdaptationConfig(1, 0, 20, 1, episodes, false),
        trpo,
        config.initialStd());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @Test
  @Tag("learning")
  void theSearchComesNearTheOptimumAndNotBelowTheAdaptedPolicy() {
    try (Slbo slbo = slbo(TinySlbo.learning(), 1000)) {
      Adaptation.Outcome adapted =
          new Adaptation(new AdaptationConfig(4, 1, 100, 4, 50, false))
              .adapt(slbo, TASK, part -> {});

      OptimalReturnSearch.Outcome found =
          search(60, 1000, 50).search(slbo, TASK, adapted.policy(), new RandomStreams(3), _ -> {});

      double optimum = family.optimalReturn(TASK);
      assertThat(mean(found.returns()))
          .isGreaterThan(mean(adapted.returns()[1]) - 0.3)
          .isBetween(optimum - 1.5, optimum + 0.5);
      assertThat(found.samples()).isEqualTo(2 * 60 * 1000);
    }
  }

  @Test
  void theSearchTakesTheBetterOfItsTwoStarts() {
    try (Slbo slbo = slbo(TinySlbo.fast(), 80)) {
      float[] fresh = slbo.newPolicy();
      float[] before = fresh.clone();
      // A tiny step of the optimiser leaves the starts what they are.
      OptimalReturnSearch.Outcome equal =
          search(1, 20, 30).search(slbo, TASK, fresh, new RandomStreams(3), _ -> {});
      assertThat(equal.returns()).hasSize(30);
      assertThat(equal.samples()).isEqualTo(40);
      assertThat(fresh).isEqualTo(before);

      float[] wild = fresh.clone();
      wild[slbo.policy().freeOffset()] = 3; // σ = 20
      wild[slbo.policy().freeOffset() + 1] = 3;
      float[] steady = fresh.clone();
      steady[slbo.policy().freeOffset()] = -5;
      steady[slbo.policy().freeOffset() + 1] = -5;

      assertThat(
              search(1, 20, 50).search(slbo, TASK, wild, new RandomStreams(3), _ -> {}).fromFresh())
          .isTrue();
      OptimalReturnSearch.Outcome found =
          search(1, 20, 50).search(slbo, new double[2], steady, new RandomStreams(3), _ -> {});
      assertThat(found.fromFresh()).isFalse();
      assertThat(mean(found.returns())).isGreaterThan(17);
    }
  }

  @Test
  void theSearchGivesThePolicyThatItMeasured() {
    try (Slbo slbo = slbo(TinySlbo.fast(), 80)) {
      float[] wild = slbo.newPolicy();
      wild[slbo.policy().freeOffset()] = 3; // σ = 20
      wild[slbo.policy().freeOffset() + 1] = 3;
      float[] steady = wild.clone();
      steady[slbo.policy().freeOffset()] = -5;
      steady[slbo.policy().freeOffset() + 1] = -5;
      float[] fresh =
          slbo.policy()
              .initialParameters(
                  new RandomStreams(3).stream("optimum/policy"), TinySlbo.fast().initialStd());
      slbo.task(new double[2]);

      // Without updates a start is all that there is to be found.
      OptimalReturnSearch.Outcome found =
          search(0, 20, 50).search(slbo, new double[2], steady, new RandomStreams(3), _ -> {});
      assertThat(found.policy()).isEqualTo(steady).isNotSameAs(steady);
      assertThat(
              search(0, 20, 50)
                  .search(slbo, new double[2], wild, new RandomStreams(3), _ -> {})
                  .policy())
          .isEqualTo(fresh);
      assertThat(slbo.realEpisodes(found.policy(), 50, Choice.SAMPLE).meanReturn())
          .isCloseTo(mean(found.returns()), within(0.5));

      float[] improved =
          search(2, 40, 5)
              .search(slbo, new double[2], steady, new RandomStreams(3), _ -> {})
              .policy();
      assertThat(improved).isNotEqualTo(steady).isNotEqualTo(fresh);
    }
  }

  @Test
  void theSearchLeavesTheLearnerAsItWas() {
    try (Slbo slbo = slbo(TinySlbo.fast(), 80);
        Slbo untouched = slbo(TinySlbo.fast(), 80)) {
      float[] policy = slbo.newPolicy();
      search(2, 40, 5).search(slbo, TASK, policy, new RandomStreams(3), _ -> {});

      assertThat(slbo.task()).containsExactly(untouched.task());
      assertThat(slbo.model().states().mean()).isEqualTo(untouched.model().states().mean());
      assertThat(policy).isEqualTo(untouched.newPolicy());
      float[] same = policy.clone();
      assertThat(slbo.train(policy)).isEqualTo(untouched.train(same));
    }
  }

  @Test
  void theSearchRefusesWhatIsNoMultipleOfTheHorizon() {
    try (Slbo slbo = slbo(TinySlbo.fast(), 80)) {
      float[] policy = slbo.newPolicy();
      assertThatThrownBy(
              () -> search(1, 50, 5).search(slbo, TASK, policy, new RandomStreams(3), _ -> {}))
          .hasMessage("50 samples are no multiple of point-mass's horizon of 20");
    }
  }

  /** The steps of the paper's section 5, one by one. */
  @Test
  void returnsAreOfThePolicyAtThatPoint() {
    try (Slbo slbo = slbo(TinySlbo.fast(), 80);
        Slbo twin = slbo(TinySlbo.fast(), 80)) {
      Adaptation.Outcome outcome =
          new Adaptation(new AdaptationConfig(2, 1, 40, 1, 5, false)).adapt(slbo, TASK, part -> {});

      twin.task(TASK);
      float[] policy = twin.newPolicy();
      twin.train(policy);
      twin.train(policy);
      double[] zeroShot = twin.realEpisodes(policy, 5, Choice.SAMPLE).episodeReturns();
      twin.collect(policy, 40);
      twin.train(policy);
      double[] adapted = twin.realEpisodes(policy, 5, Choice.SAMPLE).episodeReturns();

      assertThat(outcome.returns()[0]).containsExactly(zeroShot, within(1e-9));
      assertThat(outcome.returns()[1]).containsExactly(adapted, within(1e-9));
      assertThat(outcome.policy()).isEqualTo(policy);
    }
  }
}
