package dev.admiral.dynamics;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.Policy;
import dev.admiral.policy.ValueFunction;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.OrnsteinUhlenbeckNoise;
import dev.admiral.rollout.RolloutCollector;
import dev.admiral.rollout.Trajectories;
import dev.admiral.space.Box;
import dev.admiral.task.TaskEnvironment;
import dev.admiral.task.TaskFamily;
import dev.admiral.trpo.Trpo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stochastic lower bound optimisation (Luo et al. 2019) on the tasks of one family: a dynamics model and
 * the real data it is fitted to, shared by all tasks, and a policy for the task at hand, improved in the
 * model.
 *
 * <p>Policies θ are flat vectors that the caller owns; everything else is this object's state.
 */
public final class Slbo implements AutoCloseable {
  private final SlboConfig config;
  private final TaskFamily family;
  private final RandomStreams streams;
  private final Workers workers;
  private final double[] task;
  private final DynamicsModel model;
  private final DynamicsTraining dynamics;
  private final TransitionDataset data;
  private final TransitionDataset validation;
  private final Policy policy;
  private final ValueFunction value;
  private final OrnsteinUhlenbeckNoise noise;
  private final Map<Integer, Rollouts> virtualRollouts = new TreeMap<>();
  private final Map<Integer, RealRollouts> realRollouts = new TreeMap<>();
  private @Nullable VirtualTraining training;

  /** Environments of one kind and number, with what collects from them. */
  private record Rollouts(
      VirtualEnvironment environment, RolloutCollector collector, Trajectories trajectories) {}

  private record RealRollouts(
      List<TaskEnvironment> tasks,
      PooledVectorEnvironment environment,
      RolloutCollector collector,
      Trajectories trajectories) {}

  /**
   * A learner without data, with a fresh model.
   *
   * @param workers who share the work; results do not depend on how many they are
   */
  public Slbo(SlboConfig config, TaskFamily family, RandomStreams streams, Workers workers) {
    this.config = config;
    this.family = family;
    this.streams = streams;
    this.workers = workers;
    this.task = new double[family.parameters().size()];
    int observationSize;
    int actionSize;
    try (var environment = family.newDynamics()) {
      observationSize = environment.observationSpace().size();
      if (!(environment.actionSpace() instanceof Box actions)) {
        throw new IllegalArgumentException("SLBO needs continuous actions: " + family.id());
      }
      actionSize = actions.size();
    }
    this.model =
        new DynamicsModel(
            config.model(), observationSize, actionSize, streams.stream("model/initial"));
    this.dynamics = new DynamicsTraining(model, workers);
    this.data = new TransitionDataset(observationSize, actionSize);
    this.validation = new TransitionDataset(observationSize, actionSize);
    this.policy = Policy.gaussian(model.states(), config.policyHidden(), actionSize);
    this.value = new ValueFunction(config.trpo().value(), model.states(), workers);
    this.noise = new OrnsteinUhlenbeckNoise(config.noise(), actionSize, streams.stream("noise"));
  }

  public SlboConfig config() {
    return config;
  }

  public TaskFamily family() {
    return family;
  }

  public Policy policy() {
    return policy;
  }

  public DynamicsModel model() {
    return model;
  }

  /** The real transitions that the model is fitted to. */
  public TransitionDataset data() {
    return data;
  }

  /** ψ, the task at hand; not live. */
  public double[] task() {
    return task.clone();
  }

  /** Turns to the task {@code newTask}, ψ ∈ Ψ. */
  public void task(double[] newTask) {
    if (!family.parameters().contains(newTask)) {
      throw new IllegalArgumentException(
          "the task " + Arrays.toString(newTask) + " is not in " + family.parameters());
    }
    System.arraycopy(newTask, 0, task, 0, task.length);
    realRollouts.values().forEach(real -> real.tasks.forEach(t -> t.task(task)));
  }

  /** A fresh policy θ, and a fresh value function with it. */
  public float[] newPolicy() {
    value.reset(streams.stream("value/initial"));
    return policy.initialParameters(streams.stream("policy/initial"), config.initialStd());
  }

  /** One iteration of virtual training on the task at hand, improving θ in place. */
  public VirtualTraining.Outcome train(float[] parameters) {
    if (training == null) {
      Rollouts rollouts = virtual(environments(config.training().samples()));
      training =
          new VirtualTraining(
              config.training(),
              dynamics,
              rollouts.collector,
              rollouts.trajectories,
              new Trpo(config.trpo(), policy, value, rollouts.trajectories.rows(), workers),
              streams.stream("model/batches"),
              streams.stream("value/batches"));
    }
    VirtualTraining.Outcome outcome = training.iterate(parameters, data);
    NonFiniteException.check("the policy's parameters", parameters);
    return outcome;
  }

  /**
   * Collects {@code samples} real transitions of the task at hand under θ with exploration noise, and adds
   * them to the data and the normalisers.
   *
   * @param samples a multiple of the family's horizon
   * @return what was collected, live until the next real rollout
   */
  public Trajectories collect(float[] parameters, int samples) {
    int environments = environments(samples);
    RealRollouts real = real(environments);
    Matrix sequence = noise.next(family.horizon());
    real.collector.collect(parameters, RolloutCollector.Choice.SAMPLE, sequence, real.trajectories);
    int kept =
        environments
            - Math.min(
                environments - 1, (int) Math.round(environments * config.validationFraction()));
    model.observe(real.trajectories.observations(), real.trajectories.nextObservations());
    data.add(real.trajectories, 0, kept);
    validation.add(real.trajectories, kept, environments);
    return real.trajectories;
  }

  /**
   * Real episodes of the task at hand under θ, one per environment, without exploration noise. They are
   * not added to the data.
   *
   * @return live until the next real rollout
   */
  public Trajectories realEpisodes(
      float[] parameters, int episodes, RolloutCollector.Choice choice) {
    RealRollouts real = real(episodes);
    real.collector.collect(parameters, choice, null, real.trajectories);
    return real.trajectories;
  }

  /** As {@link #realEpisodes}, in the model; live until the next virtual rollout. */
  public Trajectories virtualEpisodes(float[] parameters, int episodes) {
    Rollouts rollouts = virtual(episodes);
    rollouts.collector.collect(parameters, rollouts.trajectories);
    return rollouts.trajectories;
  }

  /** Enough to see the loss fall, few enough to measure it at every iteration. */
  private static final int VALIDATION_SAMPLES = 2000;

  /** The model's one-step loss on data kept from its training; 0 where there are none. */
  public double validationLoss() {
    return dynamics.loss(validation, VALIDATION_SAMPLES);
  }

  private int environments(int samples) {
    if (samples < family.horizon() || samples % family.horizon() != 0) {
      throw new IllegalArgumentException(
          "%d samples are no multiple of %s's horizon of %d"
              .formatted(samples, family.id(), family.horizon()));
    }
    return samples / family.horizon();
  }

  private Rollouts virtual(int environments) {
    return virtualRollouts.computeIfAbsent(
        environments,
        count -> {
          VirtualEnvironment environment =
              new VirtualEnvironment(
                  model, family, task, count, streams, "virtual/states", workers);
          return new Rollouts(
              environment,
              new RolloutCollector(environment, policy, streams, "virtual/actions", workers),
              trajectories(count));
        });
  }

  private RealRollouts real(int environments) {
    return realRollouts.computeIfAbsent(
        environments,
        count -> {
          List<TaskEnvironment> tasks = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            tasks.add(new TaskEnvironment(family, task));
          }
          var environment = new PooledVectorEnvironment(tasks, streams, "real/states", workers);
          return new RealRollouts(
              tasks,
              environment,
              new RolloutCollector(environment, policy, streams, "real/actions", workers),
              trajectories(count));
        });
  }

  private Trajectories trajectories(int environments) {
    return new Trajectories(
        family.horizon(), environments, model.observationSize(), model.actionSize());
  }

  /** Stores everything but the random streams, which belong to the run. */
  public void save(Checkpoint checkpoint) {
    checkpoint.put("task", task);
    model.save(checkpoint.scope("model"));
    dynamics.save(checkpoint.scope("training"));
    data.save(checkpoint.scope("data"));
    validation.save(checkpoint.scope("validation"));
    value.save(checkpoint.scope("value"));
    noise.save(checkpoint.scope("noise"));
  }

  public void restore(Checkpoint checkpoint) {
    checkpoint.read("task", task);
    model.restore(checkpoint.scope("model"));
    dynamics.restore(checkpoint.scope("training"));
    data.restore(checkpoint.scope("data"));
    validation.restore(checkpoint.scope("validation"));
    value.restore(checkpoint.scope("value"));
    noise.restore(checkpoint.scope("noise"));
    realRollouts.values().forEach(real -> real.tasks.forEach(t -> t.task(task)));
  }

  @Override
  public void close() {
    virtualRollouts.values().forEach(rollouts -> rollouts.environment.close());
    realRollouts.values().forEach(rollouts -> rollouts.environment.close());
  }
}
