package dev.admiral.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.ppo.PpoAlgorithm;
import dev.admiral.experiments.ppo.PpoSettings;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.ppo.PpoConfig;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * An iteration of PPO, environments included, with the settings of CleanRL's scripts: of an Atari game 8 × 128 steps in
 * 4 epochs of minibatches of 256, of a robot 2048 steps in 10 epochs of minibatches of 64.
 *
 * <pre>./admiral benchmark-main PpoIteration [ENVIRONMENT] [ITERATIONS] [THREADS]      default boxing 20, all</pre>
 */
public final class PpoIteration {
  private static final int WARM_UP = 5;

  private PpoIteration() {}

  /** Prints medians over the iterations. */
  public static void main(String[] arguments) {
    String id = arguments.length > 0 ? arguments[0] : "boxing";
    int iterations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    int threads =
        arguments.length > 2
            ? Integer.parseInt(arguments[2])
            : Runtime.getRuntime().availableProcessors();
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    PpoSettings settings = settings(id);
    double[] rates = new double[iterations];
    double[] rollouts = new double[iterations];
    double[] updates = new double[iterations];
    long processorBegin = 0;
    try (Workers workers = new Workers(threads);
        Learner learner =
            PpoAlgorithm.PPO.newLearner(settings, new TrainingContext(id, 1, workers))) {
      for (int i = -WARM_UP; i < iterations; i++) {
        processorBegin = i == 0 ? system.getProcessCpuTime() : processorBegin;
        Metrics metrics = learner.iterate();
        if (i >= 0) {
          rates[i] = metrics.values().getOrDefault("time/fps", 0.0);
          rollouts[i] = metrics.values().getOrDefault("time/rollout_seconds", 0.0);
          updates[i] = metrics.values().getOrDefault("time/learning_seconds", 0.0);
        }
      }
      double processor = (system.getProcessCpuTime() - processorBegin) * 1e-9;
      System.out.printf(
          Locale.ROOT,
          "%s: %.0f steps/s, %.0f per second of processor time; %d steps took %.3f s to act and"
              + " %.3f s to learn from, threads=%d%n",
          id,
          median(rates),
          settings.training().batchSize() * iterations / processor,
          settings.training().batchSize(),
          median(rollouts),
          median(updates),
          threads);
    }
  }

  private static PpoSettings settings(String id) {
    PpoSettings usual = PpoAlgorithm.PPO.defaults(id);
    PpoConfig training =
        usual.normalization().observations()
            ? PpoConfig.continuousControl()
            : new PpoConfig(
                8,
                128,
                4,
                256,
                0.99,
                0.95,
                0.1,
                false,
                2.5e-4,
                true,
                true,
                0.5,
                0.01,
                true,
                0.5,
                1e-5,
                10_000_000);
    return new PpoSettings(
        usual.game(),
        usual.hidden(),
        usual.backend(),
        training,
        usual.normalization(),
        usual.attack(),
        usual.defense(),
        usual.evaluation());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
