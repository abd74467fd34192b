package dev.admiral.benchmarks;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.maml.MamlAlgorithm;
import dev.admiral.learner.Metrics;
import dev.admiral.maml.Maml;
import dev.admiral.maml.MamlConfig;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.util.Arrays;
import java.util.Locale;

/**
 * An iteration of MAML-TRPO at the published sizes: 20 tasks of 2D-Navigation or 40 of a robot, 20 episodes of 100
 * steps before and after one exact step of adaptation.
 *
 * <pre>./admiral benchmark-main MetaIteration [FAMILY] [ITERATIONS]      default navigation-2d 20</pre>
 */
public final class MetaIteration {
  private static final int WARM_UP = 5;

  private MetaIteration() {}

  /** Prints the median and the range of the iterations' seconds. */
  public static void main(String[] arguments) {
    String id = arguments.length > 0 ? arguments[0] : "navigation-2d";
    double[] seconds = new double[arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20];
    TaskFamily family = Environments.standard().family(id);
    MamlConfig config = MamlAlgorithm.MAML.defaults(id).training();
    long samples = 0;
    try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
        Maml learner = new Maml(config, family, new RandomStreams(1), workers)) {
      for (int i = -WARM_UP; i < seconds.length; i++) {
        long start = System.nanoTime();
        Metrics metrics = learner.iterate();
        if (i >= 0) {
          seconds[i] = (System.nanoTime() - start) * 1e-9;
        }
        samples = Math.round(metrics.values().getOrDefault("rollout/real_samples", 0.0));
      }
    }
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "%s, %d tasks: median %.3f s an iteration (%.3f to %.3f), %d transitions each%n",
        id,
        config.tasks(),
        seconds[seconds.length / 2],
        seconds[0],
        seconds[seconds.length - 1],
        samples / (seconds.length + WARM_UP));
  }
}
