package dev.admiral.benchmarks;

import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.dynamics.SlboConfig;
import dev.admiral.random.RandomStreams;

/**
 * Resident memory over many TRPO updates, each with its rollout and value fit, in a model of two layers
 * of 256. Prints a line for every iteration of virtual training (20 updates); it must level off.
 *
 * <pre>./admiral benchmark-main SteadyStateMemory 2000</pre>
 */
public final class SteadyStateMemory {
  private SteadyStateMemory() {}

  /**
   * Runs it.
   *
   * @param arguments how many updates, 2000 by default
   */
  public static void main(String[] arguments) {
    int updates = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
    SlboConfig config = BenchmarkConfig.withHidden(256);
    try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
        Slbo slbo = new Slbo(config, new HopperSizedFamily(), new RandomStreams(1), workers)) {
      float[] policy = slbo.newPolicy();
      slbo.collect(policy, 10_000);
      int perIteration = config.training().policySteps();
      for (int done = perIteration; done <= updates; done += perIteration) {
        slbo.train(policy);
        System.out.printf("%5d updates: %d MiB resident%n", done, ResidentMemory.mebibytes());
      }
    }
  }
}
