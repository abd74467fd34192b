package dev.admiral.benchmarks;

import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.DynamicsConfig;
import dev.admiral.dynamics.DynamicsModel;
import dev.admiral.dynamics.DynamicsTraining;
import dev.admiral.dynamics.Slbo;
import dev.admiral.dynamics.SlboConfig;
import dev.admiral.dynamics.TransitionDataset;
import dev.admiral.dynamics.VirtualEnvironment;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.Policy;
import dev.admiral.policy.ValueFunction;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector;
import dev.admiral.rollout.Trajectories;
import dev.admiral.trpo.Trpo;
import dev.admiral.trpo.TrpoConfig;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The parts of one iteration of virtual training at the AdMRL paper's sizes (11 observations, 3 actions,
 * policy 32-32, value function 64-64, 10,000 virtual samples an update), and the whole: 100 model steps,
 * then 20 times rollout, TRPO and value fit.
 *
 * <pre>./admiral benchmark InnerIteration -prof gc</pre>
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls setUp before anything else
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC", "-Xmx1g"})
public class InnerIterationBenchmark {
  private static final int ENVIRONMENTS = 50;
  private static final int STEPS = 200;

  /** Width of the model's two hidden layers. */
  @Param({"500", "1000"})
  public int hidden;

  /** Threads. */
  @Param({"2"})
  public int threads;

  private Workers workers;
  private Policy policy;
  private float[] fresh;
  private float[] parameters;
  private ValueFunction value;
  private Trpo trpo;
  private RolloutCollector collector;
  private Trajectories samples;
  private Trajectories fixedSamples;
  private DynamicsTraining training;
  private TransitionDataset data;
  private RandomStream random;
  private VirtualEnvironment environment;
  private Slbo slbo;
  private float[] slboPolicy;

  /** Builds everything once. */
  @Setup
  public void setUp() {
    workers = new Workers(threads);
    RandomStreams streams = new RandomStreams(1);
    random = streams.stream("benchmark");
    HopperSizedFamily family = new HopperSizedFamily();
    SlboConfig config = BenchmarkConfig.withHidden(hidden);
    DynamicsConfig model = config.model();
    slbo = new Slbo(config, family, streams, workers);
    slboPolicy = slbo.newPolicy();
    for (int i = 0; i < 5; i++) {
      slbo.collect(slboPolicy, 10_000);
    }
    data = slbo.data();

    DynamicsModel dynamics =
        new DynamicsModel(model, HopperSizedFamily.OBSERVATION, HopperSizedFamily.ACTION, random);
    dynamics.observe(data.observations(), data.nextObservations());
    training = new DynamicsTraining(dynamics, workers);
    RunningNormalizer normalizer = dynamics.states();
    policy = Policy.gaussian(normalizer, List.of(32, 32), HopperSizedFamily.ACTION);
    fresh = policy.initialParameters(random, 1);
    parameters = fresh.clone();
    value = new ValueFunction(ValueFunction.Config.defaults(), normalizer, workers);
    value.reset(random);
    environment =
        new VirtualEnvironment(
            dynamics, family, new double[2], ENVIRONMENTS, streams, "states", workers);
    collector = new RolloutCollector(environment, policy, streams, "actions", workers);
    samples =
        new Trajectories(
            STEPS, ENVIRONMENTS, HopperSizedFamily.OBSERVATION, HopperSizedFamily.ACTION);
    fixedSamples =
        new Trajectories(
            STEPS, ENVIRONMENTS, HopperSizedFamily.OBSERVATION, HopperSizedFamily.ACTION);
    collector.collect(fresh, fixedSamples);
    trpo = new Trpo(TrpoConfig.defaults(), policy, value, samples.rows(), workers);
    trpo.improve(parameters, fixedSamples);
  }

  @TearDown
  public void tearDown() {
    environment.close();
    slbo.close();
    workers.close();
  }

  /** 50 virtual environments × 200 steps. */
  @Benchmark
  public double virtualRollout() {
    collector.collect(fresh, samples);
    return samples.rewards()[0];
  }

  /** Advantages, natural gradient and line search on 10,000 samples. */
  @Benchmark
  public double trpoUpdate() {
    System.arraycopy(fresh, 0, parameters, 0, fresh.length);
    return trpo.improve(parameters, fixedSamples).kl();
  }

  /** 785 Adam steps of batch 64. */
  @Benchmark
  public double valueFit() {
    return trpo.fitValue(fixedSamples, random);
  }

  /** 100 Adam steps of batch 256. */
  @Benchmark
  public double modelSteps() {
    return training.train(data, 100, random);
  }

  /** 100 model steps, then 20 × (rollout, TRPO update, value fit). */
  @Benchmark
  public double innerIteration() {
    return slbo.train(slboPolicy).modelLoss();
  }
}
