package dev.admiral.admrl;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.Slbo;
import dev.admiral.dynamics.VirtualTraining;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.rollout.Trajectories;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TaskSampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Model-based Adversarial Meta-Reinforcement Learning (Lin, Thomas, Yang and Ma, NeurIPS 2020, algorithm
 * 1), and its distributional variants MB-Unif and MB-Gauss, which differ in nothing but the choice of the
 * next task.
 *
 * <p>The minimax is over the task ψ and the dynamics model φ: fixing ψ, SLBO improves the model where the
 * task's policy needs it; fixing φ, ψ climbs the gap between the best policy's return and that of the
 * policy that is best in the model.
 */
public final class AdMrl implements Learner {
  private static final String MONITOR_SAMPLES = "monitor-samples";

  private final AdMrlConfig config;
  private final TaskFamily family;
  private final RandomStreams streams;
  private final Slbo slbo;
  private final TaskGradient taskGradient;
  private final Plateau plateau;

  private Phase phase = new Phase.Begin();
  private int taskIndex;
  private long step;
  private long realSamples;
  private long gradientSamples;
  private long monitorSamples;
  private long plateauSamples;
  private final List<double[]> visitedTasks = new ArrayList<>();
  private float[] policy; // θ
  private ZeroShotGradient atZeroShot;

  /**
   * A learner at the beginning.
   *
   * @param streams all of its randomness
   * @param workers who share the work; results do not depend on how many they are
   */
  public AdMrl(AdMrlConfig config, TaskFamily family, RandomStreams streams, Workers workers) {
    this.config = config;
    this.family = family;
    this.streams = streams;
    this.slbo = new Slbo(config.slbo(), family, streams, workers);
    this.taskGradient =
        new TaskGradient(
            config.gradient(), family, slbo.policy(), config.slbo().trpo().gamma(), workers);
    this.plateau = new Plateau(config.plateau());
    this.policy = new float[slbo.policy().parameterLength()];
    int k = family.parameters().size();
    this.atZeroShot = ZeroShotGradient.zero(k);
    double[] first = new double[k];
    Arrays.fill(first, config.initialTask());
    slbo.task(family.parameters().project(family.parameters().fromUnit(first)));
  }

  @Override
  public boolean finished() {
    return taskIndex == config.tasks();
  }

  @Override
  public Metrics iterate() {
    step++;
    Metrics metrics = new Metrics(step);
    metrics.put("task/index", taskIndex);
    double[] task = slbo.task();
    for (int i = 0; i < task.length; i++) {
      metrics.put("task/psi_" + i, task[i]);
    }
    phase =
        switch (phase) {
          case Phase.Begin() -> begin(metrics);
          case Phase.ZeroShot(int iteration) -> zeroShot(iteration, metrics);
          case Phase.ZeroShotTerms() -> zeroShotTerms(task, metrics);
          case Phase.Collect(int stage) -> collect(stage, metrics);
          case Phase.Train(int stage, int iteration) -> train(stage, iteration, metrics);
          case Phase.NextTask() -> nextTask(task, metrics);
        };
    metrics.put("rollout/real_samples", (double) realSamples);
    metrics.put("rollout/gradient_samples", (double) gradientSamples);
    metrics.put("rollout/monitor_samples", (double) monitorSamples);
    if (config.plateau().isOn()) {
      metrics.put("rollout/plateau_samples", (double) plateauSamples);
    }
    return metrics;
  }

  /** Line 3: initialise the policy randomly; line 4 needs data. */
  private Phase begin(Metrics metrics) {
    visitedTasks.add(slbo.task());
    policy = slbo.newPolicy();
    if (config.diagnosticEpisodes() > 0) {
      Trajectories real = slbo.realEpisodes(policy, config.diagnosticEpisodes(), Choice.SAMPLE);
      monitorSamples += real.rows();
      metrics.put("meta/untrained_return", meanReturn(real));
    }
    return taskIndex == 0 ? new Phase.Collect(0) : new Phase.ZeroShot(0);
  }

  /** Line 4: θ̂ = VirtualTraining(θ, φ, ψ, D, n_zeroshot). */
  private Phase zeroShot(int iteration, Metrics metrics) {
    return virtualTraining(iteration, config.zeroShotIterations(), metrics)
        ? new Phase.ZeroShotTerms()
        : new Phase.ZeroShot(iteration + 1);
  }

  /** Lines 9 and 10, as far as they concern θ̂, under the model that it is the optimum of. */
  private Phase zeroShotTerms(double[] task, Metrics metrics) {
    int episodes = config.gradient().episodes();
    boolean adversarial = config.selection() == AdMrlConfig.Selection.ADVERSARIAL;
    Trajectories real = slbo.realEpisodes(policy, episodes, Choice.SAMPLE);
    count(real, adversarial);
    metrics.put("meta/zero_shot_return", meanReturn(real));
    if (adversarial) {
      atZeroShot =
          taskGradient.atZeroShot(
              task, policy, slbo.virtualEpisodes(policy, episodes), real, metrics);
    }
    return new Phase.Collect(0);
  }

  /** Line 6: D ← D ∪ n_collect samples of the real environment, with noise. */
  private Phase collect(int stage, Metrics metrics) {
    Trajectories collected = slbo.collect(policy, config.samples());
    realSamples += config.samples();
    metrics.put("rollout/ep_rew_mean", collected.meanReturn());
    metrics.put("rollout/ep_len_mean", collected.meanLength());
    return new Phase.Train(stage, 0);
  }

  /** Line 7: θ⋆ = VirtualTraining(θ, φ, ψ, D, n_inner). */
  private Phase train(int stage, int iteration, Metrics metrics) {
    if (!virtualTraining(iteration, config.stageIterations(), metrics)) {
      return new Phase.Train(stage, iteration + 1);
    }
    int stages = taskIndex == 0 ? config.firstTaskStages() : config.stages();
    return stage + 1 < stages ? new Phase.Collect(stage + 1) : new Phase.NextTask();
  }

  /** One iteration of virtual training; whether its phase of at most {@code iterations} ends with it. */
  private boolean virtualTraining(int iteration, int iterations, Metrics metrics) {
    report(slbo.train(policy), metrics);
    if (iteration == 0) {
      plateau.reset();
    }
    boolean reached = config.plateau().isOn() && plateauReached(metrics);
    return reached || iteration + 1 == iterations;
  }

  private boolean plateauReached(Metrics metrics) {
    Trajectories real = slbo.realEpisodes(policy, config.plateau().episodes(), Choice.SAMPLE);
    plateauSamples += real.rows();
    double measured = NonFiniteException.check("the policy's real return", meanReturn(real));
    metrics.put("meta/plateau_return", measured);
    return plateau.reached(measured);
  }

  /** Lines 8 to 12. */
  private Phase nextTask(double[] task, Metrics metrics) {
    boolean ascends = config.selection() == AdMrlConfig.Selection.ADVERSARIAL && taskIndex > 0;
    Trajectories real = slbo.realEpisodes(policy, config.gradient().episodes(), Choice.SAMPLE);
    count(real, ascends);
    metrics.put("meta/adapted_return", meanReturn(real));
    RandomStream random = streams.stream("task");
    double[] next =
        switch (config.selection()) {
          case UNIFORM -> new TaskSampler.Uniform().sample(family.parameters(), taskIndex, random);
          case GAUSSIAN ->
              new TaskSampler.Gaussian(config.gaussianStd())
                  .sample(family.parameters(), taskIndex, random);
          case ADVERSARIAL ->
              ascends
                  ? taskGradient.ascend(
                      task, taskGradient.gradient(task, atZeroShot, real, metrics))
                  : new TaskSampler.Uniform().sample(family.parameters(), 0, random);
        };
    slbo.task(next);
    taskIndex++;
    return new Phase.Begin();
  }

  /** Rollouts that no gradient is made of are taken for the metrics alone: nothing learns from them. */
  private void count(Trajectories real, boolean isForGradient) {
    if (isForGradient) {
      gradientSamples += real.rows();
    } else {
      monitorSamples += real.rows();
    }
  }

  private void report(VirtualTraining.Outcome outcome, Metrics metrics) {
    metrics.put("model/loss", outcome.modelLoss());
    metrics.put("model/validation_loss", slbo.validationLoss());
    metrics.put("virtual/ep_rew_mean", outcome.virtualReturn());
    metrics.put("virtual/ep_len_mean", outcome.virtualLength());
    metrics.put("train/value_loss", outcome.lastUpdate().valueLoss());
    metrics.put("train/approx_kl", outcome.lastUpdate().kl());
    metrics.put("train/entropy", outcome.lastUpdate().entropy());
    metrics.put("train/line_search_accepted", outcome.lastUpdate().accepted() ? 1 : 0);
  }

  /** The mean undiscounted return of whole episodes. */
  private static double meanReturn(Trajectories real) {
    return new EpisodeBatch(real).meanReturn();
  }

  /** What iterations of virtual training are done or left out, of all that there are. */
  @Override
  public double progress() {
    double first = (double) config.firstTaskStages() * config.stageIterations();
    double later =
        config.zeroShotIterations() + (double) config.stages() * config.stageIterations();
    double done = taskIndex == 0 ? 0 : first + (taskIndex - 1) * later;
    double zeroShot = taskIndex == 0 ? 0 : config.zeroShotIterations();
    done +=
        switch (phase) {
          case Phase.Begin() -> 0;
          case Phase.ZeroShot(int iteration) -> iteration;
          case Phase.ZeroShotTerms() -> zeroShot;
          case Phase.Collect(int stage) -> zeroShot + stage * (double) config.stageIterations();
          case Phase.Train(int stage, int iteration) ->
              zeroShot + stage * (double) config.stageIterations() + iteration;
          case Phase.NextTask() -> taskIndex == 0 ? first : later;
        };
    return Math.min(1, done / (first + (config.tasks() - 1) * later));
  }

  @Override
  public String phase() {
    String what =
        switch (phase) {
          case Phase.Begin() -> "fresh policy";
          case Phase.ZeroShot(int iteration) ->
              "zero-shot %d/%d".formatted(iteration + 1, config.zeroShotIterations());
          case Phase.ZeroShotTerms() -> "task gradient";
          case Phase.Collect(int stage) -> "collect, stage %d".formatted(stage + 1);
          case Phase.Train(int stage, int iteration) ->
              "stage %d, %d/%d".formatted(stage + 1, iteration + 1, config.stageIterations());
          case Phase.NextTask() -> "next task";
        };
    return "task %d/%d: %s"
        .formatted(Math.min(taskIndex + 1, config.tasks()), config.tasks(), what);
  }

  @Override
  public void save(Checkpoint checkpoint) {
    slbo.save(slboState(checkpoint));
    checkpoint.put("policy", slbo.policy().pack(policy));
    atZeroShot.save(checkpoint);
    checkpoint.put("step", step);
    checkpoint.put("task-index", taskIndex);
    checkpoint.put("real-samples", realSamples);
    checkpoint.put("gradient-samples", gradientSamples);
    checkpoint.put(MONITOR_SAMPLES, monitorSamples);
    if (config.plateau().isOn()) {
      checkpoint.put("plateau-samples", plateauSamples);
      plateau.save(checkpoint.scope("plateau"));
    }
    int k = family.parameters().size();
    double[] visited = visitedTasks.stream().flatMapToDouble(DoubleStream::of).toArray();
    checkpoint.put("visited-tasks", visited, visitedTasks.size(), k);
    PhaseCodec.save(phase, checkpoint.scope("phase"));
    streams.save(checkpoint.scope("random"));
  }

  @Override
  public void restore(Checkpoint checkpoint) {
    slbo.restore(slboState(checkpoint));
    policy = slbo.policy().unpack(checkpoint.floats("policy"));
    atZeroShot = ZeroShotGradient.restore(checkpoint);
    step = checkpoint.integer("step");
    taskIndex = (int) checkpoint.integer("task-index");
    realSamples = checkpoint.integer("real-samples");
    gradientSamples = checkpoint.integer("gradient-samples");
    // A checkpoint from before they were counted apart has them among the gradient's.
    monitorSamples = checkpoint.contains(MONITOR_SAMPLES) ? checkpoint.integer(MONITOR_SAMPLES) : 0;
    if (config.plateau().isOn()) {
      plateauSamples = checkpoint.integer("plateau-samples");
      plateau.restore(checkpoint.scope("plateau"));
    }
    visitedTasks.clear();
    visitedTasks.addAll(visitedTasks(checkpoint, family));
    phase = PhaseCodec.restore(checkpoint.scope("phase"));
    streams.restore(checkpoint.scope("random"));
  }

  /** The training tasks so far, in order, of a learner's checkpoint. */
  public static List<double[]> visitedTasks(Checkpoint checkpoint, TaskFamily family) {
    int k = family.parameters().size();
    double[] visited = checkpoint.doubles("visited-tasks");
    List<double[]> tasks = new ArrayList<>();
    for (int from = 0; from < visited.length; from += k) {
      tasks.add(Arrays.copyOfRange(visited, from, from + k));
    }
    return tasks;
  }

  /**
   * θ of a learner's checkpoint: of the policy for the last of {@link #visitedTasks}. Empty where it is as it was
   * drawn, because the task has only begun.
   *
   * @param policy that of an {@link Slbo} of the same configuration
   */
  public static Optional<float[]> parameters(Policy policy, Checkpoint checkpoint) {
    boolean first = checkpoint.integer("task-index") == 0;
    boolean isFresh =
        switch (PhaseCodec.restore(checkpoint.scope("phase"))) {
          case Phase.Begin() -> first; // later: that of the task before
          case Phase.ZeroShot(int iteration) -> iteration == 0;
          case Phase.ZeroShotTerms() -> false;
          case Phase.Collect(int stage) -> first && stage == 0;
          case Phase.Train(int stage, int iteration) -> first && stage == 0 && iteration == 0;
          case Phase.NextTask() -> false;
        };
    return isFresh ? Optional.empty() : Optional.of(policy.unpack(checkpoint.floats("policy")));
  }

  /** Where a learner's checkpoint keeps the state of its {@link Slbo}. */
  public static Checkpoint slboState(Checkpoint checkpoint) {
    return checkpoint.scope("slbo");
  }

  @Override
  public void close() {
    slbo.close();
  }
}
