package dev.admiral.experiments.ppo;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.env.TimeLimit;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.attack.PolicyAttackKind;
import dev.admiral.experiments.attack.PolicyTestConfig;
import dev.admiral.experiments.attack.PolicyTestJob;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.ppo.PpoConfig;
import dev.admiral.random.RandomStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Foretells a run's time from short rollouts, clean and attacked, and the learning of a minibatch of each, at the
 * run's sizes. A step of a test is taken to cost what a step of a training's rollout does, and an episode to be as
 * long as its time limit allows; a game has none that matters, and is played once, with random actions.
 */
public final class PpoTimeEstimate {
  /** For how long compiling goes on that updates have to wait for. */
  private static final double WARM_UP_SECONDS = 2;

  /** For how long a rate is measured after that: for one update at least. */
  private static final double SECONDS = 1;

  /** So many steps that nothing that changes with training does. */
  private static final long NO_END = 1_000_000_000_000L;

  /** Methods of one experiment differ in how often there is what, not in how long it takes. */
  private static final Map<Measured, Rates> RATES = new ConcurrentHashMap<>();

  private static final Map<Measured, Integer> LENGTHS = new ConcurrentHashMap<>();

  private final PpoAlgorithm algorithm;
  private final PpoSettings settings;
  private final TrainingContext context;

  public PpoTimeEstimate(PpoAlgorithm algorithm, PpoSettings settings, TrainingContext context) {
    this.algorithm = algorithm;
    this.settings = settings;
    this.context = context;
  }

  /**
   * How long a sample takes.
   *
   * @param step until it is collected, in seconds
   * @param learning until it is learned from once, in seconds
   */
  record Rates(double step, double learning) {}

  private record Measured(
      PpoAlgorithm variant, String environment, PpoSettings brief, int workers) {}

  /**
   * @param begun how many updates, all of them clean, need not be trained
   */
  TimeEstimate measure(long begun) {
    Rates clean = rates(PpoAlgorithm.PPO);
    boolean isAttacked =
        algorithm != PpoAlgorithm.PPO || !settings.evaluation().attacks().isEmpty();
    Rates attacked = isAttacked ? rates(PpoAlgorithm.ATPA) : clean;
    PolicyTestConfig test = settings.evaluation();
    double steps = test.episodes() == 0 ? 0 : (double) test.seeds() * test.episodes() * length();
    double evaluation = steps * (clean.step() + test.attacks().size() * attacked.step());
    return new TimeEstimate(duration(training(clean, attacked, begun)), duration(evaluation));
  }

  /** In seconds. */
  double training(Rates clean, Rates attacked, long begun) {
    PpoConfig training = settings.training();
    double samples = (double) training.updates() * training.batchSize();
    double shared = (double) begun * training.batchSize();
    double attackedSamples = samples * algorithm.meanFrequency(settings);
    return (samples - shared) * (clean.step() + training.epochs() * clean.learning())
        + attackedSamples * (attacked.step() - clean.step());
  }

  /**
   * How long tests take.
   *
   * @param searches how often a state is attacked besides
   */
  public Duration of(List<PolicyTestJob> tests, long searches) {
    if (tests.isEmpty() && searches == 0) {
      return Duration.ZERO;
    }
    Rates clean = rates(PpoAlgorithm.PPO);
    Rates attacked = rates(PpoAlgorithm.ATPA);
    int length = tests.isEmpty() ? 0 : length();
    double seconds = searches * attacked.step();
    for (PolicyTestJob job : tests) {
      boolean isSearch =
          job.attack().kind() != PolicyAttackKind.NONE
              && job.attack().kind() != PolicyAttackKind.RANDOM;
      seconds += (double) (job.end() - job.first()) * length * (isSearch ? attacked : clean).step();
    }
    return duration(seconds);
  }

  private Rates rates(PpoAlgorithm variant) {
    return RATES.computeIfAbsent(measured(variant), this::time);
  }

  /** Of an episode, in steps. */
  private int length() {
    return LENGTHS.computeIfAbsent(measured(PpoAlgorithm.PPO), _ -> play());
  }

  private Measured measured(PpoAlgorithm variant) {
    PpoConfig own = settings.training();
    int horizon = Math.ceilDiv(own.minibatchSize(), own.environments());
    return new Measured(
        variant,
        context.environment(),
        settings.with(own.brief(horizon, NO_END)),
        context.workers().count());
  }

  private Rates time(Measured what) {
    int samples = what.brief().training().batchSize();
    try (Learner learner = what.variant().newLearner(what.brief(), context)) {
      var _ = updates(learner, WARM_UP_SECONDS);
      List<Metrics> updates = updates(learner, SECONDS);
      return new Rates(
          median(updates, "time/rollout_seconds") / samples,
          median(updates, "time/learning_seconds") / samples);
    }
  }

  private static List<Metrics> updates(Learner learner, double seconds) {
    long start = System.nanoTime();
    List<Metrics> updates = new ArrayList<>();
    do {
      updates.add(learner.iterate());
    } while ((System.nanoTime() - start) * 1e-9 < seconds);
    return updates;
  }

  /** Not the mean: an update of milliseconds may have waited for another process. */
  private static double median(List<Metrics> updates, String tag) {
    double[] sorted =
        updates.stream()
            .mapToDouble(update -> Objects.requireNonNull(update.values().get(tag), tag))
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }

  private int play() {
    try (Environment environment = PolicyEnvironments.forTest(context.environment(), settings)) {
      if (environment instanceof TimeLimit limited) {
        return limited.maximumSteps();
      }
      RandomStream random = RandomStream.of(1);
      StepResult result = environment.reset(random);
      int steps = 0;
      while (!result.terminated() && !result.truncated()) {
        result = environment.step(environment.actionSpace().sample(random));
        steps++;
      }
      return steps;
    }
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
