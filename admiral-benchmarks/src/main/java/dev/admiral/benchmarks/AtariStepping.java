package dev.admiral.benchmarks;

import dev.admiral.atari.AtariConfig;
import dev.admiral.atari.AtariVectorEnvironment;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Agent steps per second of Atari games with their whole preprocessing (four frames a step, training's configuration),
 * with random actions, resets included. A main class and not JMH's, because its result is one number to compare with
 * that of another program (ale-py's {@code AtariVectorEnv}) run at the same time.
 *
 * <pre>AtariStepping [GAME...]      default: boxing</pre>
 */
public final class AtariStepping {
  private static final int ENVIRONMENTS = 8;
  private static final int ACTION_TABLES = 64;
  private static final int REPETITIONS = 5;
  private static final double SECONDS = 1.5;

  private AtariStepping() {}

  /** Prints, per game and number of workers, the median over the repetitions. */
  public static void main(String[] arguments) {
    List<String> games = arguments.length == 0 ? List.of("boxing") : List.of(arguments);
    for (String game : games) {
      for (int threads = 1; threads <= 2; threads++) {
        double[] rates = measure(game, threads);
        System.out.printf(
            Locale.ROOT,
            "%-15s %7.0f steps/s [%.0f .. %.0f] threads=%d%n",
            game,
            rates[rates.length / 2],
            rates[0],
            rates[rates.length - 1],
            threads);
      }
    }
  }

  private static double[] measure(String game, int threads) {
    try (Workers workers = new Workers(threads);
        AtariVectorEnvironment environment =
            new AtariVectorEnvironment(
                game,
                ENVIRONMENTS,
                AtariConfig.training(),
                new RandomStreams(1),
                "game",
                workers)) {
      Matrix[] actions = randomActions(environment.actionSpace().count());
      environment.reset();
      steps(environment, actions, SECONDS); // Until the code is compiled.
      double[] rates = new double[REPETITIONS];
      for (int i = 0; i < rates.length; i++) {
        rates[i] = steps(environment, actions, SECONDS);
      }
      Arrays.sort(rates);
      return rates;
    }
  }

  /** Steps for so many seconds; returns steps per second. */
  private static double steps(
      AtariVectorEnvironment environment, Matrix[] actions, double seconds) {
    long begin = System.nanoTime();
    long steps = 0;
    double elapsed = 0;
    while (elapsed < seconds) {
      for (Matrix action : actions) {
        environment.step(action);
        steps += environment.size();
      }
      elapsed = (System.nanoTime() - begin) * 1e-9;
    }
    return steps / elapsed;
  }

  private static Matrix[] randomActions(int count) {
    RandomStream random = RandomStream.of(1);
    Matrix[] tables = new Matrix[ACTION_TABLES];
    for (int t = 0; t < tables.length; t++) {
      tables[t] = Matrix.zeros(ENVIRONMENTS, 1);
      for (int i = 0; i < ENVIRONMENTS; i++) {
        tables[t].set(i, 0, random.nextInt(count));
      }
    }
    return tables;
  }
}
