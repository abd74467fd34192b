package dev.admiral.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EpisodeCollectorTest {
  private static final int ENVIRONMENTS = 7;
  private static final int STEPS = 9;

  private final Policy policy = Policy.gaussian(new RunningNormalizer(1), List.of(8), 1);
  private final float[] parameters =
      policy.initialParameters(new RandomStreams(5).stream("init"), 0.5);
  private final List<Drift> environments = Stream.generate(Drift::new).limit(ENVIRONMENTS).toList();

  private PooledVectorEnvironment together(RandomStreams streams) {
    return new PooledVectorEnvironment(environments, streams, "env", Workers.SERIAL);
  }

  private EpisodeCollector collector(Optional<ObservationAttack> attack) {
    RandomStreams streams = new RandomStreams(3);
    return new EpisodeCollector(together(streams), policy, streams, "act", attack);
  }

  private static Trajectories trajectories(boolean attacked) {
    return new Trajectories(STEPS, ENVIRONMENTS, 1, 1, attacked);
  }

  private int allSteps() {
    return environments.stream().mapToInt(Drift::allSteps).sum();
  }

  /** To the bit what a whole rollout begins with, from environments that are not stepped beyond it. */
  @Test
  void collectsTheFirstEpisodesOfARolloutAndNothingElse() {
    RandomStreams streams = new RandomStreams(3);
    Trajectories whole = trajectories(false);
    new RolloutCollector(together(streams), policy, streams, "act", Workers.SERIAL)
        .collect(parameters, whole);
    int before = allSteps();
    assertThat(before).isEqualTo(ENVIRONMENTS * STEPS);

    Trajectories episodes = trajectories(false);
    collector(Optional.empty()).collect(parameters, episodes);

    int kept = 0;
    for (int n = 0; n < ENVIRONMENTS; n++) {
      int length = whole.firstEpisodeLength(n);
      assertThat(episodes.firstEpisodeLength(n)).isEqualTo(length);
      kept += length;
      for (int t = 0; t < length; t++) {
        int row = whole.row(t, n);
        assertThat(episodes.observations().get(row, 0)).isEqualTo(whole.observations().get(row, 0));
        assertThat(episodes.actions().get(row, 0)).isEqualTo(whole.actions().get(row, 0));
        assertThat(episodes.nextObservations().get(row, 0))
            .isEqualTo(whole.nextObservations().get(row, 0));
        assertThat(episodes.rewards()[row]).isEqualTo(whole.rewards()[row]);
        assertThat(episodes.terminated()[row]).isEqualTo(whole.terminated()[row]);
        assertThat(episodes.truncated()[row]).isEqualTo(whole.truncated()[row]);
      }
    }
    assertThat(allSteps() - before).isEqualTo(kept).isLessThan(ENVIRONMENTS * STEPS);
    assertThat(new EpisodeBatch(episodes).rows()).isEqualTo(kept);
    // Some episodes must end, and at different times, for this to say anything.
    assertThat(IntStream.range(0, ENVIRONMENTS).map(whole::firstEpisodeLength).distinct().count())
        .isGreaterThan(2);
  }

  @Test
  void stepsNoFurtherAgainAndAgain() {
    EpisodeCollector collector = collector(Optional.empty());
    for (int i = 0; i < 5; i++) {
      int before = allSteps();
      Trajectories episodes = trajectories(false);
      collector.collect(parameters, episodes);
      assertThat(allSteps() - before).isEqualTo(new EpisodeBatch(episodes).rows());
    }
  }

  /** Adds a number of the row's own stream to its observation. */
  private static final ObservationAttack NOISE =
      new ObservationAttack() {
        @Override
        public PerturbationSet set() {
          return new PerturbationSet(PerturbationSet.Norm.MAXIMUM, 1, Box.unbounded(1));
        }

        @Override
        public Pass pass(Policy victim, int maximumRows) {
          return (parameters, observations, random, perturbed) -> {
            for (int r = 0; r < observations.rows(); r++) {
              perturbed.set(r, 0, observations.get(r, 0) + (float) random[r].nextDouble());
            }
          };
        }
      };

  /** Environment n's attack and actions draw from its own streams, whoever has ended before it. */
  @Test
  void anAttackDeceivesThePolicyAndNotTheEnvironment() {
    EpisodeCollector collector = collector(Optional.of(NOISE));
    Trajectories episodes = trajectories(true);

    collector.collect(parameters, episodes);

    RandomStreams same = new RandomStreams(3);
    var pass = policy.pass(1, Workers.SERIAL);
    double std = Math.exp(parameters[policy.freeOffset()]);
    double largest = 0;
    for (int n = 0; n < ENVIRONMENTS; n++) {
      for (int t = 0; t < episodes.firstEpisodeLength(n); t++) {
        int row = episodes.row(t, n);
        float seen = episodes.trueObservations().get(row, 0);
        float shown = seen + (float) same.stream("act/attack", n).nextDouble();
        assertThat(episodes.observations().get(row, 0)).isEqualTo(shown);
        largest = Math.max(largest, Math.abs((double) shown - seen));
        double mean =
            pass.forward(parameters, episodes.observations().rows(row, row + 1)).get(0, 0);
        float action = (float) (mean + std * same.stream("act", n).nextGaussian());
        assertThat(episodes.actions().get(row, 0)).isEqualTo(action);
        assertThat(episodes.rewards()[row])
            .isEqualTo(
                -episodes.nextObservations().get(row, 0) * episodes.nextObservations().get(row, 0),
                within(1e-5f));
        if (t > 0) {
          assertThat(seen).isEqualTo(episodes.nextObservations().get(episodes.row(t - 1, n), 0));
        }
      }
    }
    assertThat(collector.largestChange()).isEqualTo(largest);
    assertThat(collector.largestLength()).isEqualTo(largest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> collector.collect(parameters, trajectories(false)))
        .withMessage("these trajectories have no room for an attack");
  }

  @Test
  void trajectoriesOfAnotherNumberOfEnvironmentsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> collector(Optional.empty()).collect(parameters, new Trajectories(9, 3, 1, 1)))
        .withMessage("trajectories of 3 environments do not fit 7");
  }
}
