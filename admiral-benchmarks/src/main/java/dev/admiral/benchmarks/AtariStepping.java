package dev.admiral.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.admiral.atari.AtariConfig;
import dev.admiral.atari.AtariVectorEnvironment;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
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

  /**
   * Steps per second.
   *
   * @param elapsed by the clock
   * @param processor by the time that processors spent on this process, which other processes disturb less
   */
  private record Rates(double elapsed, double processor) {}

  /** Prints, per game and number of workers, the medians over the repetitions. */
  public static void main(String[] arguments) {
    List<String> games = arguments.length == 0 ? List.of("boxing") : List.of(arguments);
    for (String game : games) {
      for (int threads = 1; threads <= 2; threads++) {
        List<Rates> rates = measure(game, threads);
        double[] elapsed = rates.stream().mapToDouble(Rates::elapsed).sorted().toArray();
        double[] processor = rates.stream().mapToDouble(Rates::processor).sorted().toArray();
        System.out.printf(
            Locale.ROOT,
            "%-15s %7.0f steps/s [%.0f .. %.0f], %.0f per second of processor time, threads=%d%n",
            game,
            elapsed[elapsed.length / 2],
            elapsed[0],
            elapsed[elapsed.length - 1],
            processor[processor.length / 2],
            threads);
      }
    }
  }

  private static List<Rates> measure(String game, int threads) {
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
      List<Rates> rates = new ArrayList<>();
      for (int i = 0; i < REPETITIONS; i++) {
        rates.add(steps(environment, actions, SECONDS));
      }
      return rates;
    }
  }

  /** Steps for so many seconds. */
  private static Rates steps(AtariVectorEnvironment environment, Matrix[] actions, double seconds) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long begin = System.nanoTime();
    long processorBegin = system.getProcessCpuTime();
    long steps = 0;
    double elapsed = 0;
    while (elapsed < seconds) {
      for (Matrix action : actions) {
        environment.step(action);
        steps += environment.size();
      }
      elapsed = (System.nanoTime() - begin) * 1e-9;
    }
    double processor = (system.getProcessCpuTime() - processorBegin) * 1e-9;
    return new Rates(steps / elapsed, steps / processor);
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
