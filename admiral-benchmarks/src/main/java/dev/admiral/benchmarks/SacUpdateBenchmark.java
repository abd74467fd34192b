package dev.admiral.benchmarks;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.StepBatch;
import dev.admiral.learner.Learner;
import dev.admiral.nn.FanInInitialization;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.pearl.Pearl;
import dev.admiral.pearl.PearlConfig;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.sac.ReplayBuffer;
import dev.admiral.sac.Sac;
import dev.admiral.sac.SacConfig;
import dev.admiral.sac.SacUpdate;
import dev.admiral.sac.SoftActor;
import dev.admiral.space.Box;
import java.util.Arrays;
import java.util.Locale;

/**
 * Gradient steps of soft actor-critic (a batch of 256, networks 256-256) and of PEARL (16 tasks × 256 transitions, a
 * context of 100, networks 300-300-300, encoder 200-200-200), everything in them included: sampling, both critics,
 * policy, temperature or value and encoder, targets. 11 observations, 3 actions. A main class and not JMH's, because
 * its results are compared with those of another program run at the same time.
 *
 * <pre>./admiral benchmark-main SacUpdateBenchmark [THREADS]      default all</pre>
 */
public final class SacUpdateBenchmark {
  private static final int OBSERVATION = 11;
  private static final int ACTION = 3;
  private static final int REPETITIONS = 9;
  private static final int SAC_STEPS = 300;
  private static final int PEARL_REPETITIONS = 3;

  private SacUpdateBenchmark() {}

  /** Prints medians over the repetitions. */
  public static void main(String[] arguments) {
    int threads =
        arguments.length > 0
            ? Integer.parseInt(arguments[0])
            : Runtime.getRuntime().availableProcessors();
    try (Workers workers = new Workers(threads)) {
      print("SAC, 256, 256-256", sac(workers), threads);
      print("PEARL, 16 x 256, 300-300-300", pearl(workers), threads);
    }
  }

  private static void print(String name, double[] rates, int threads) {
    Arrays.sort(rates);
    System.out.printf(
        Locale.ROOT,
        "%-30s %8.2f updates/s [%.2f .. %.2f], threads=%d%n",
        name,
        rates[rates.length / 2],
        rates[0],
        rates[rates.length - 1],
        threads);
  }

  private static double[] sac(Workers workers) {
    SacConfig config = SacConfig.defaults();
    Policy policy = Sac.policy(config, OBSERVATION, ACTION);
    RandomStreams streams = new RandomStreams(1);
    SoftActor actor =
        new SoftActor(
            policy,
            FanInInitialization.parameters((Mlp) policy.network(), streams.stream("policy")),
            config.policyLearningRate(),
            0,
            config.batchSize(),
            workers);
    SacUpdate update = new SacUpdate(config, actor, streams, workers);
    ReplayBuffer replay = filled(100_000);
    for (int i = 0; i < 5 * SAC_STEPS; i++) {
      update.learn(replay); // until the code is compiled
    }
    double[] rates = new double[REPETITIONS];
    for (int k = 0; k < REPETITIONS; k++) {
      long begin = System.nanoTime();
      for (int i = 0; i < SAC_STEPS; i++) {
        update.learn(replay);
      }
      rates[k] = SAC_STEPS / ((System.nanoTime() - begin) * 1e-9);
    }
    return rates;
  }

  private static ReplayBuffer filled(int transitions) {
    RandomStream random = RandomStream.of(2);
    ReplayBuffer replay = new ReplayBuffer(2 * transitions, 1, OBSERVATION, ACTION);
    Matrix observations = Matrix.zeros(1, OBSERVATION);
    Matrix actions = Matrix.zeros(1, ACTION);
    StepBatch outcome = new StepBatch(1, Box.unbounded(OBSERVATION));
    for (int t = 0; t < transitions; t++) {
      observations.copyFrom(outcome.nextObservations());
      for (int i = 0; i < ACTION; i++) {
        actions.set(0, i, (float) random.nextDouble(-1, 1));
      }
      for (int i = 0; i < OBSERVATION; i++) {
        outcome.nextObservations().set(0, i, (float) random.nextGaussian());
      }
      outcome.set(0, (float) random.nextGaussian(), false, false);
      replay.add(observations, actions, outcome);
    }
    return replay;
  }

  /** The first call collects as well, and is left out; all others are 100 updates. */
  private static double[] pearl(Workers workers) {
    PearlConfig usual = PearlConfig.defaults();
    PearlConfig config =
        new PearlConfig(
            1,
            20,
            5,
            400,
            200,
            0,
            200,
            100 * (PEARL_REPETITIONS + 2),
            usual.metaBatch(),
            usual.batchSize(),
            usual.contextSize(),
            usual.latentSize(),
            usual.encoderHidden(),
            usual.hidden(),
            usual.observesNext(),
            usual.gamma(),
            usual.rewardScale(),
            usual.klWeight(),
            usual.tau(),
            usual.learningRate(),
            usual.outputPenalty(),
            usual.capacity());
    double[] rates = new double[PEARL_REPETITIONS];
    try (Learner learner =
        new Pearl(config, new HopperSizedFamily(), new RandomStreams(1), workers)) {
      learner.iterate();
      learner.iterate();
      for (int k = 0; k < PEARL_REPETITIONS; k++) {
        long begin = System.nanoTime();
        learner.iterate();
        rates[k] = 100 / ((System.nanoTime() - begin) * 1e-9);
      }
    }
    return rates;
  }
}
