package dev.admiral.benchmarks;

import com.sun.management.OperatingSystemMXBean;
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
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * Gradient steps of soft actor-critic (a batch of 256, networks 256-256) and of PEARL (16 tasks × 256 transitions, a
 * context of 100, networks 300-300-300, encoder 200-200-200), everything in them included: sampling, both critics,
 * policy, temperature or value and encoder, targets. 11 observations, 3 actions. A main class and not JMH's, because
 * its results are compared with those of another program run at the same time.
 *
 * <p>Beside the rates stands the processor time of an update, waiting workers included: on a machine that is shared it
 * says more.
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

  /** Updates a second in each repetition, and what all of them took of processors [ms an update]. */
  private record Rates(double[] rates, double processor) {}

  /** Times so many updates, again and again. */
  private static Rates measure(int repetitions, int updates, Runnable run) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double[] rates = new double[repetitions];
    long processor = system.getProcessCpuTime();
    for (int k = 0; k < repetitions; k++) {
      long begin = System.nanoTime();
      run.run();
      rates[k] = updates / ((System.nanoTime() - begin) * 1e-9);
    }
    double spent = (system.getProcessCpuTime() - processor) * 1e-6;
    return new Rates(rates, spent / repetitions / updates);
  }

  private static void print(String name, Rates measured, int threads) {
    double[] rates = measured.rates();
    Arrays.sort(rates);
    System.out.printf(
        Locale.ROOT,
        "%-30s %8.2f updates/s [%.2f .. %.2f], %.2f ms of processor time, threads=%d%n",
        name,
        rates[rates.length / 2],
        rates[0],
        rates[rates.length - 1],
        measured.processor(),
        threads);
  }

  private static Rates sac(Workers workers) {
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
    return measure(
        REPETITIONS,
        SAC_STEPS,
        () -> {
          for (int i = 0; i < SAC_STEPS; i++) {
            update.learn(replay);
          }
        });
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
  private static Rates pearl(Workers workers) {
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
    try (Learner learner =
        new Pearl(config, new HopperSizedFamily(), new RandomStreams(1), workers)) {
      var _ = learner.iterate();
      var _ = learner.iterate();
      return measure(
          PEARL_REPETITIONS,
          100,
          () -> {
            var _ = learner.iterate();
          });
    }
  }
}
