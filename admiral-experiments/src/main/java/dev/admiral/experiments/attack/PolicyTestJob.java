package dev.admiral.experiments.attack;

import dev.admiral.experiments.algorithm.KeptJob;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.NumberedEpisodes;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/**
 * Some episodes of a policy under one attack.
 *
 * @param policy the victim
 * @param attack on it
 * @param seed of the environments
 * @param first the first episode's number
 * @param end the last one's, exclusive
 * @param results where what was measured is kept
 */
public record PolicyTestJob(
    TrainedPolicy policy, AttackSettings attack, long seed, int first, int end, String results)
    implements KeptJob<PolicyTest> {
  public PolicyTestJob {
    attack = attack.effective();
  }

  @Override
  public String name() {
    return String.format(
        Locale.ROOT,
        "%s-%s-s%d-e%d-%d-%s",
        attack.kind().id(),
        attack.epsilon(),
        seed,
        first,
        end,
        Integer.toHexString(inputs().hashCode()));
  }

  @Override
  public String inputs() {
    PolicyTestConfig test = policy.parsed().evaluation();
    return String.join(
        "\n",
        policy.inputs(),
        test.choice().toString(),
        attack.toString(),
        Long.toString(seed),
        first + "-" + end);
  }

  @Override
  public Class<PolicyTest> resultType() {
    return PolicyTest.class;
  }

  @Override
  public String description() {
    return "episodes %d to %d of %s under %s with seed %d"
        .formatted(first, end - 1, policy.run(), attack.kind().id(), seed);
  }

  /** The gradients of an attack are most of it. */
  @Override
  public double work() {
    double passes =
        switch (attack.kind()) {
          case NONE, RANDOM -> 1;
          case FGSM -> 5;
          case PGD_50, CE_PGD, MAX_PGD, MIN_PGD, MAD_PGD, CRITIC_PGD ->
              3.0 * attack.steps() * attack.restarts();
        };
    return passes * (end - first);
  }

  @Override
  public void run(DoubleConsumer progress) {
    LoadedPolicy loaded = policy.load();
    NumberedEpisodes.Result result =
        loaded
            .episodes()
            .run(
                loaded.policy(),
                loaded.parameters(),
                loaded.attack(attack),
                new RandomStreams(seed),
                first,
                end,
                progress);
    keep(new PolicyTest(result.episodes(), result.largestChange(), result.largestLength()));
  }
}
