package dev.admiral.experiments.atpa;

import dev.admiral.experiments.algorithm.KeptJob;
import dev.admiral.experiments.attack.AttackSettings;
import dev.admiral.experiments.attack.LandscapeConfig;
import dev.admiral.experiments.attack.LoadedPolicy;
import dev.admiral.experiments.attack.PolicyAttackKind;
import dev.admiral.experiments.attack.TrainedPolicy;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/**
 * The divergences of some states of a policy.
 *
 * @param policy the victim
 * @param attack on it
 * @param seed of the episodes from which the states are drawn, and of the starts
 * @param states how many
 * @param starts from which the attack begins
 * @param shown how many of the states keep all their divergences
 * @param results where what was measured is kept
 */
record LandscapeJob(
    TrainedPolicy policy,
    AttackSettings attack,
    long seed,
    int states,
    int starts,
    int shown,
    String results)
    implements KeptJob<Landscape> {
  /** How many states a job has at most. */
  private static final int MOST = 25;

  /** The states of a policy, cut into jobs with episodes of their own. */
  static List<LandscapeJob> of(TrainedPolicy policy, AttackSettings settings, String results) {
    LandscapeConfig landscape = policy.parsed().evaluation().landscape();
    AttackSettings attack = settings.with(PolicyAttackKind.CE_PGD).fromAnywhere();
    List<LandscapeJob> jobs = new ArrayList<>();
    for (int first = 0; first < landscape.states(); first += MOST) {
      jobs.add(
          new LandscapeJob(
              policy,
              attack,
              1 + jobs.size(),
              Math.min(MOST, landscape.states() - first),
              landscape.starts(),
              Math.clamp(landscape.shown() - first, 0, MOST),
              results));
    }
    return jobs;
  }

  @Override
  public String name() {
    return String.format(
        Locale.ROOT, "landscape-s%d-%s", seed, Integer.toHexString(inputs().hashCode()));
  }

  @Override
  public String inputs() {
    return String.join(
        "\n",
        policy.inputs(),
        policy.parsed().evaluation().choice().toString(),
        attack.toString(),
        "%d states, %d starts, %d shown, seed %d".formatted(states, starts, shown, seed));
  }

  @Override
  public Class<Landscape> resultType() {
    return Landscape.class;
  }

  @Override
  public String description() {
    return "the landscape of %d states of %s after update %d"
        .formatted(states, policy.run(), policy.step());
  }

  /** Every start of every state is a search. */
  @Override
  public double work() {
    return 3.0 * attack.steps() * states * starts;
  }

  @Override
  public void run(DoubleConsumer progress) {
    LoadedPolicy loaded = policy.load();
    RandomStreams streams = new RandomStreams(seed);
    Matrix drawn = VisitedStates.draw(loaded, streams, states);
    StartDivergences divergences =
        new StartDivergences(
            loaded.policy(), loaded.parameters(), loaded.attack(attack).orElseThrow(), starts);
    RandomStream random = streams.stream("starts");
    List<Double> maxima = new ArrayList<>();
    List<List<List<Double>>> maps = new ArrayList<>();
    for (int state = 0; state < states; state++) {
      List<List<Double>> all = divergences.of(drawn, state, random);
      maxima.add(all.stream().flatMap(List::stream).max(Double::compare).orElseThrow());
      if (state < shown) {
        maps.add(all);
      }
      progress.accept((state + 1.0) / states);
    }
    keep(new Landscape(maxima, maps));
  }
}
