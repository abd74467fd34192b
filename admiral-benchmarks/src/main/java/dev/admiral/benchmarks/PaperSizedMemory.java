package dev.admiral.benchmarks;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.mujoco.task.Ant2d;
import dev.admiral.random.RandomStreams;

/**
 * Resident memory with the paper's largest data: real transitions of Ant-2D (35 observations, 8 actions) in a
 * 1000-1000 model's buffer, and an iteration of virtual training and a checkpoint on top of it.
 *
 * <pre>./admiral benchmark-main PaperSizedMemory [SAMPLES]      default 800000</pre>
 */
public final class PaperSizedMemory {
  private static final int COLLECTION = 10_000;

  private PaperSizedMemory() {}

  /** Prints a line for every 100,000 samples. */
  public static void main(String[] arguments) {
    int samples = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 800_000;
    Ant2d family = new Ant2d(1, ResetNoise.gaussianVelocity(0.1), 200);
    try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
        Slbo slbo =
            new Slbo(BenchmarkConfig.withHidden(1000), family, new RandomStreams(1), workers)) {
      float[] policy = slbo.newPolicy();
      for (int done = COLLECTION; done <= samples; done += COLLECTION) {
        slbo.collect(policy, COLLECTION);
        if (done % 100_000 == 0 || done == samples) {
          slbo.train(policy);
          Checkpoint checkpoint = new Checkpoint();
          slbo.save(checkpoint);
          System.out.printf("%7d samples: %d MiB resident%n", done, ResidentMemory.mebibytes());
        }
      }
    }
  }
}
