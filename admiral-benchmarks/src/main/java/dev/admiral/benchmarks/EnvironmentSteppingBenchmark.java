package dev.admiral.benchmarks;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.Environment;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.mujoco.env.MujocoEnvironments;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Environment steps per second of the MuJoCo environments in a pool, with random actions, resets
 * included. A main class and not JMH's, because its result is one number to compare with that of
 * another program (a bare C loop over {@code mj_step}) run at the same time.
 *
 * <pre>EnvironmentSteppingBenchmark [ID...]      default: all</pre>
 */
public final class EnvironmentSteppingBenchmark {
  private static final int ENVIRONMENTS = 64;
  private static final int ACTION_TABLES = 64;
  private static final int REPETITIONS = 7;
  private static final double SECONDS = 1;

  private EnvironmentSteppingBenchmark() {}

  /** Prints, per environment and number of workers, the median over the repetitions. */
  public static void main(String[] arguments) {
    List<String> ids = arguments.length == 0 ? MujocoEnvironments.ids() : List.of(arguments);
    for (String id : ids) {
      for (int threads = 1; threads <= 2; threads++) {
        double[] rates = measure(id, threads);
        System.out.printf(
            Locale.ROOT,
            "%-13s %9.0f steps/s [%.0f .. %.0f] threads=%d%n",
            id,
            rates[rates.length / 2],
            rates[0],
            rates[rates.length - 1],
            threads);
      }
    }
  }

  private static double[] measure(String id, int threads) {
    MujocoEnvironments.Entry entry =
        MujocoEnvironments.find(id)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no environment " + id + "; there are " + MujocoEnvironments.ids()));
    List<Environment> environments = new ArrayList<>();
    for (int i = 0; i < ENVIRONMENTS; i++) {
      environments.add(entry.newEnvironment());
    }
    try (Workers workers = new Workers(threads);
        VectorEnvironment pool =
            new PooledVectorEnvironment(environments, new RandomStreams(1), "reset", workers)) {
      Matrix[] actions = randomActions(pool.actionSpace().size());
      pool.reset();
      steps(pool, actions, 1); // Until the code is compiled.
      double[] rates = new double[REPETITIONS];
      for (int i = 0; i < rates.length; i++) {
        rates[i] = steps(pool, actions, SECONDS);
      }
      Arrays.sort(rates);
      return rates;
    }
  }

  /** Steps for so many seconds; returns steps per second. */
  private static double steps(VectorEnvironment pool, Matrix[] actions, double seconds) {
    long begin = System.nanoTime();
    long steps = 0;
    double elapsed = 0;
    while (elapsed < seconds) {
      for (Matrix action : actions) {
        pool.step(action);
        steps += pool.size();
      }
      elapsed = (System.nanoTime() - begin) * 1e-9;
    }
    return steps / elapsed;
  }

  private static Matrix[] randomActions(int actionSize) {
    RandomStream random = RandomStream.of(1);
    Matrix[] tables = new Matrix[ACTION_TABLES];
    for (int t = 0; t < tables.length; t++) {
      tables[t] = Matrix.zeros(ENVIRONMENTS, actionSize);
      float[] values = tables[t].values();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-1, 1);
      }
    }
    return tables;
  }
}
