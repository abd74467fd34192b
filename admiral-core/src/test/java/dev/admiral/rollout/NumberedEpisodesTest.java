package dev.admiral.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.env.CartPole;
import dev.admiral.env.CountingEnvironment;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ClippedNormalization;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.NumberedEpisodes.Outcome;
import dev.admiral.rollout.NumberedEpisodes.Result;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.space.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NumberedEpisodesTest {
  private static final Policy POLICY =
      new Policy(
          new Mlp(4, List.of(8), 2, Activation.TANH),
          new Categorical(2),
          ConstantScale.identity(4));
  private static final float[] PARAMETERS = POLICY.initialParameters(RandomStream.of(3), 1);

  private static NumberedEpisodes episodes(int atOnce) {
    return new NumberedEpisodes(CartPole::new, Optional.empty(), Choice.SAMPLE, atOnce);
  }

  private static Result run(NumberedEpisodes episodes, Optional<ObservationAttack> attack) {
    return episodes.run(POLICY, PARAMETERS, attack, new RandomStreams(5), 0, 12, over -> {});
  }

  @Test
  void anEpisodeDoesNotDependOnTheOthers() {
    List<Outcome> expected = run(episodes(1), Optional.empty()).episodes();
    assertThat(expected)
        .extracting(Outcome::number)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(expected.stream().map(Outcome::length).distinct()).hasSizeGreaterThan(3);
    for (int atOnce : new int[] {2, 5, 12, 50}) {
      assertThat(run(episodes(atOnce), Optional.empty()).episodes()).isEqualTo(expected);
      assertThat(run(episodes(atOnce), Optional.of(new Noise(0.1))).episodes())
          .isEqualTo(run(episodes(1), Optional.of(new Noise(0.1))).episodes());
    }
    List<Outcome> part =
        episodes(3)
            .run(POLICY, PARAMETERS, Optional.empty(), new RandomStreams(5), 4, 7, over -> {})
            .episodes();
    assertThat(part).isEqualTo(expected.subList(4, 7));
  }

  @Test
  void tellsHowFarItIsAfterEveryStep() {
    List<Double> told = new ArrayList<>();
    List<Outcome> outcomes =
        episodes(4)
            .run(POLICY, PARAMETERS, Optional.empty(), new RandomStreams(5), 0, 9, told::add)
            .episodes();
    assertThat(told).isSorted().endsWith(1.0);
    assertThat(told.size())
        .isGreaterThanOrEqualTo(outcomes.stream().mapToInt(Outcome::length).sum() / 4);
  }

  @Test
  void aWatcherSeesEveryObservationOfTheSameEpisodes() {
    List<float[]> rows = new ArrayList<>();
    Result watched =
        episodes(3)
            .watch(
                POLICY,
                PARAMETERS,
                new RandomStreams(5),
                0,
                12,
                shown -> {
                  for (int r = 0; r < shown.rows(); r++) {
                    rows.add(new float[] {shown.get(r, 0), shown.get(r, 1)});
                  }
                });
    assertThat(watched).isEqualTo(run(episodes(3), Optional.empty()));
    assertThat(rows).hasSize(watched.episodes().stream().mapToInt(Outcome::length).sum());
    // Every one of the three first episodes begins where its own stream says.
    for (int number = 0; number < 3; number++) {
      double[] start =
          new CartPole().reset(new RandomStreams(5).stream("episode", number)).observation();
      assertThat(rows.get(number)).containsExactly((float) start[0], (float) start[1]);
    }
  }

  @Test
  void measuresWhatAnAttackDoes() {
    Result clean = run(episodes(4), Optional.empty());
    assertThat(clean.largestChange()).isZero();
    assertThat(clean.episodes()).extracting(Outcome::actionChange).containsOnly(0.0);
    Result attacked = run(episodes(4), Optional.of(new Noise(5)));
    assertThat(attacked.largestChange()).isCloseTo(5, Offset.offset(1e-5));
    assertThat(attacked.largestLength()).isCloseTo(10, Offset.offset(1e-5));
    assertThat(attacked.episodes())
        .allSatisfy(outcome -> assertThat(outcome.actionChange()).isBetween(0.0, 1.0));
    assertThat(attacked.episodes()).anyMatch(outcome -> outcome.actionChange() > 0);
  }

  /// Of four steps the third is shown as 102, where the most probable action is another.
  @Test
  void countsHowOftenTheMostProbableActionIsAnother() {
    Policy policy =
        new Policy(
            new Mlp(2, List.of(), 2, Activation.TANH),
            new Categorical(2),
            ConstantScale.identity(2));
    // The logits are the step less 10, and 0: the second action is more probable before step 10.
    float[] parameters = policy.unpack(new float[] {0, 0, 1, 0, -10, 0});
    ObservationAttack attack =
        new Shift(observation -> observation[1] == 2 ? new float[] {0, 100} : new float[2]);
    Result result =
        new NumberedEpisodes(() -> new CountingEnvironment(4), Optional.empty(), Choice.MODE, 2)
            .run(policy, parameters, Optional.of(attack), new RandomStreams(5), 0, 3, over -> {});
    assertThat(result.episodes()).extracting(Outcome::length).containsOnly(4);
    assertThat(result.episodes()).extracting(Outcome::actionChange).containsOnly(0.25);
    assertThat(result.largestChange()).isEqualTo(100);
  }

  /// The mean is twice the step; a shift by 0.75 moves it by 1.5, which is three deviations, in half of the steps.
  @Test
  void measuresHowFarAMeanMovesInDeviations() {
    Policy policy =
        new Policy(
            new Mlp(2, List.of(), 1, Activation.TANH),
            new DiagonalGaussian(1),
            ConstantScale.identity(2));
    float[] parameters = policy.unpack(new float[] {0, 2, 0, (float) Math.log(0.5)});
    ObservationAttack attack =
        new Shift(
            observation -> observation[1] % 2 == 0 ? new float[] {0.5f, -0.75f} : new float[2]);
    Result result =
        new NumberedEpisodes(() -> new CountingEnvironment(4), Optional.empty(), Choice.SAMPLE, 2)
            .run(policy, parameters, Optional.of(attack), new RandomStreams(5), 0, 3, over -> {});
    assertThat(result.episodes())
        .allSatisfy(
            outcome -> assertThat(outcome.actionChange()).isCloseTo(1.5, Offset.offset(1e-5)));
  }

  /// Adds what depends on the observation.
  private record Shift(UnaryOperator<float[]> change) implements ObservationAttack {
    @Override
    public PerturbationSet set() {
      return PerturbationSet.unbounded(Box.unbounded(2));
    }

    @Override
    public Pass pass(Policy victim, int maximumRows) {
      return (parameters, observations, random, perturbed) -> {
        for (int r = 0; r < observations.rows(); r++) {
          float[] added =
              change.apply(new float[] {observations.get(r, 0), observations.get(r, 1)});
          perturbed.set(r, 0, observations.get(r, 0) + added[0]);
          perturbed.set(r, 1, observations.get(r, 1) + added[1]);
        }
      };
    }
  }

  @Test
  void showsNormalisedObservations() {
    RunningNormalizer statistics = new RunningNormalizer(4);
    statistics.update(Matrix.of(new float[] {1, 1, 1, 1, 3, 3, 3, 3}, 4));
    NumberedEpisodes normalised =
        new NumberedEpisodes(
            CartPole::new, Optional.of(new ClippedNormalization(statistics, 1.5)), Choice.MODE, 3);
    // (x − 2)/1 is below −1.5 where x is about 0, as the cart-pole's observations are.
    normalised.run(
        POLICY,
        PARAMETERS,
        Optional.of(
            new Noise(
                0,
                observations -> {
                  for (int r = 0; r < observations.rows(); r++) {
                    assertThat(observations.get(r, 0)).isEqualTo(-1.5f);
                  }
                })),
        new RandomStreams(5),
        0,
        3,
        over -> {});
  }

  /// Adds ± a level to every coordinate.
  private record Noise(double level, Consumer<Matrix> witness) implements ObservationAttack {
    Noise(double level) {
      this(level, observations -> {});
    }

    @Override
    public PerturbationSet set() {
      return new PerturbationSet(Norm.MAXIMUM, level, Box.unbounded(4));
    }

    @Override
    public Pass pass(Policy victim, int maximumRows) {
      return (parameters, observations, random, perturbed) -> {
        witness.accept(observations);
        for (int r = 0; r < observations.rows(); r++) {
          for (int i = 0; i < 4; i++) {
            double sign = random[r].nextInt(2) * 2 - 1;
            perturbed.set(r, i, (float) (observations.get(r, i) + sign * level));
          }
        }
      };
    }
  }
}
