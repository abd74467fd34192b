package dev.admiral.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.admiral.attack.Pgd;
import dev.admiral.attack.PgdConfig;
import dev.admiral.attack.PolicyObjective;
import dev.admiral.concurrent.Workers;
import dev.admiral.concurrent.Workers.Range;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.ConvolutionalNetwork;
import dev.admiral.nn.ConvolutionalNetwork.Image;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.perturbation.CheckedAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.SeparateActorCritic;
import dev.admiral.policy.SharedActorCritic;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Projected gradient descent on the observations of fresh policies: 7 steps of 2.5 ε/7 in an l∞ ball from a random
 * start, max-pgd on images and mad-pgd on vectors, checked against the ball as whatever a policy is shown. Images go
 * through the network of Mnih et al. (2015), vectors of 17 numbers through a perceptron 64-64 with 6 actions. Workers
 * share the rows, as PPO's actors do. A main class and not JMH's, because its results are compared with those of another
 * program run at the same time.
 *
 * <pre>./admiral benchmark-main PolicyAttackBenchmark</pre>
 */
public final class PolicyAttackBenchmark {
  private static final int STEPS = 7;
  private static final int REPETITIONS = 9;
  private static final double WARM_UP_SECONDS = 4;
  private static final double SECONDS = 0.7;

  private PolicyAttackBenchmark() {}

  /**
   * Milliseconds a call.
   *
   * @param elapsed by the clock
   * @param processor that processors spent on this process, waiting workers included
   */
  private record Times(double elapsed, double processor) {}

  /** A policy and how it is attacked. */
  private record Victim(String name, ActorCritic model, Pgd attack, Matrix observations) {}

  /** Prints, per victim and number of workers, the medians over the repetitions. */
  public static void main(String[] arguments) {
    for (Victim victim : List.of(images(16), images(1), vectors(2048), vectors(1))) {
      for (int threads = 1; threads <= Runtime.getRuntime().availableProcessors(); threads *= 2) {
        List<Times> times = measure(victim, threads);
        double[] elapsed = times.stream().mapToDouble(Times::elapsed).sorted().toArray();
        double[] processor = times.stream().mapToDouble(Times::processor).sorted().toArray();
        System.out.printf(
            Locale.ROOT,
            "%-22s %8.3f ms [%.3f .. %.3f], %8.3f ms of processor time, threads=%d%n",
            victim.name + ", " + victim.observations.rows(),
            elapsed[elapsed.length / 2],
            elapsed[0],
            elapsed[elapsed.length - 1],
            processor[processor.length / 2],
            threads);
      }
    }
  }

  private static Victim images(int rows) {
    Image image = new Image(84, 84, 4);
    int size = 84 * 84 * 4;
    ActorCritic model =
        new SharedActorCritic(
            ConvolutionalNetwork.nature(image, 7),
            new Categorical(6),
            ConstantScale.ofPixels(size));
    double epsilon = 1;
    Pgd attack =
        new Pgd(
            new PolicyObjective.BestAction(),
            new PgdConfig(STEPS, 2.5 * epsilon / STEPS, true, 1, false),
            new PerturbationSet(Norm.MAXIMUM, epsilon, Box.cube(size, 0, 255)));
    RandomStream random = RandomStream.of(1);
    Matrix observations = Matrix.zeros(rows, size);
    for (int i = 0; i < observations.values().length; i++) {
      observations.values()[i] = random.nextInt(256);
    }
    return new Victim("Nature CNN", model, attack, observations);
  }

  private static Victim vectors(int rows) {
    int size = 17;
    int actions = 6;
    ActorCritic model =
        new SeparateActorCritic(
            new Mlp(size, List.of(64, 64), actions, Activation.TANH),
            new Mlp(size, List.of(64, 64), 1, Activation.TANH),
            new DiagonalGaussian(actions),
            ConstantScale.identity(size));
    double epsilon = 0.05;
    Pgd attack =
        new Pgd(
            new PolicyObjective.Divergence(),
            new PgdConfig(STEPS, 2.5 * epsilon / STEPS, true, 1, false),
            new PerturbationSet(Norm.MAXIMUM, epsilon, Box.unbounded(size)));
    RandomStream random = RandomStream.of(1);
    Matrix observations = Matrix.zeros(rows, size);
    for (int i = 0; i < observations.values().length; i++) {
      observations.values()[i] = (float) random.nextGaussian();
    }
    return new Victim("Gaussian 64-64", model, attack, observations);
  }

  private static List<Times> measure(Victim victim, int threads) {
    float[] parameters = victim.model.initialParameters(RandomStream.of(2));
    int rows = victim.observations.rows();
    List<Range> ranges = Workers.partition(rows, threads);
    List<CheckedAttack> attacks = new ArrayList<>();
    for (Range range : ranges) {
      RandomStream[] random = new RandomStream[range.to() - range.from()];
      Arrays.setAll(random, i -> RandomStream.of(range.from() + i));
      attacks.add(new CheckedAttack(victim.attack, victim.model.policy(), random));
    }
    try (Workers workers = new Workers(threads)) {
      Runnable call =
          () ->
              workers.run(
                  ranges.size(),
                  i -> {
                    Range range = ranges.get(i);
                    Matrix own = victim.observations.rows(range.from(), range.to());
                    attacks.get(i).perturb(parameters, own);
                  });
      repeat(call, WARM_UP_SECONDS); // Until the code is compiled.
      List<Times> times = new ArrayList<>();
      for (int i = 0; i < REPETITIONS; i++) {
        times.add(repeat(call, SECONDS));
      }
      return times;
    }
  }

  private static Times repeat(Runnable call, double seconds) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long begin = System.nanoTime();
    long processorBegin = system.getProcessCpuTime();
    long calls = 0;
    double elapsed = 0;
    while (elapsed < seconds) {
      call.run();
      calls++;
      elapsed = (System.nanoTime() - begin) * 1e-9;
    }
    double processor = (system.getProcessCpuTime() - processorBegin) * 1e-9;
    return new Times(elapsed / calls * 1e3, processor / calls * 1e3);
  }
}
