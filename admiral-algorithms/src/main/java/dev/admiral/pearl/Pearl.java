package dev.admiral.pearl;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.nn.Mlp;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.sac.HeapMemory;
import dev.admiral.sac.TransitionRing;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Probabilistic embeddings for actor-critic reinforcement learning (Rakelly et al. 2019): a policy π(a|s, z) that acts
 * on what it believes of the task, and an encoder q(z|c) that infers z from what was seen of it.
 *
 * <pre>
 * draw training tasks; collect for each of them with z from the prior
 * for every iteration:
 *   for some of the tasks:
 *     forget its context; collect a new one with z from the prior          (1)
 *     collect with z ~ q(z|c)                                              (2)
 *   for every update, on a meta-batch of tasks:
 *     z ~ q(z|c), c a sample of the task's context                         (3)
 *     descend the critics' error and KL(q(z|c) ‖ N(0, I)) in critics and encoder
 *     descend the errors of value and policy of soft actor-critic at (s, z)
 * </pre>
 *
 * <p>A call of {@link #iterate} is {@value #UPDATES_AT_ONCE} updates of an iteration, and the collecting if it is the
 * first of them.
 */
public final class Pearl implements Learner {
  private static final int UPDATES_AT_ONCE = 100;

  private final PearlConfig config;
  private final RandomStreams streams;
  private final RandomStream choices;
  private final Workers workers;
  private final List<double[]> tasks;
  private final List<TaskReplay> replays = new ArrayList<>();
  private final List<Collector> collectors = new ArrayList<>();
  private final PearlUpdate update;
  private int pieces;
  private long samples;

  /**
   * A fresh learner.
   *
   * @param streams all its randomness
   * @param workers who shares the work; results do not depend on how many they are
   * @throws IllegalArgumentException if the family's actions are not a bounded box, a task's memory is too small for
   *     what it collects at once, or what is to be kept would not fit into the heap
   */
  public Pearl(PearlConfig config, TaskFamily family, RandomStreams streams, Workers workers) {
    config.requireCapacity(family.horizon());
    PearlAgent agent = PearlAgent.fresh(config, family, streams);
    int observation = agent.encoder().observationSize();
    int action = agent.encoder().actionSize();
    this.config = config;
    this.streams = streams;
    this.choices = streams.stream("pearl/choices");
    this.workers = workers;
    this.tasks = draw(family, config.trainingTasks(), streams.stream("pearl/tasks"));
    requireMemory(config, tasks.size(), observation, action);
    for (int i = 0; i < tasks.size(); i++) {
      replays.add(new TaskReplay(config.capacity(), observation, action));
    }
    for (int i = 0; i < Math.min(config.tasksPerIteration(), tasks.size()); i++) {
      collectors.add(new Collector(config, family, agent, streams, "pearl/collect/" + i));
    }
    this.update = new PearlUpdate(config, agent, streams, workers);
  }

  /**
   * Refuses what would not fit into the heap before anything else is done; the constructor does so, too.
   *
   * @throws IllegalArgumentException if it would not, or the family's actions are not a bounded box
   */
  public static void requireMemory(PearlConfig config, TaskFamily family) {
    // However many different tasks a family has, every draw has as many of them.
    int tasks = draw(family, config.trainingTasks(), RandomStream.of(0)).size();
    requireMemory(config, tasks, PearlAgent.observationSize(family), PearlAgent.actionSize(family));
  }

  private static void requireMemory(PearlConfig config, int tasks, int observation, int action) {
    HeapMemory.require(
        "a replay memory of %d transitions (of %d tasks, a capacity of %d each, what %d iterations collect)"
            .formatted(config.rows(tasks), tasks, config.capacity(), config.iterations()),
        TransitionRing.bytes(config.rows(tasks), observation, action),
        PearlUpdate.memory(config, observation, action),
        Runtime.getRuntime().maxMemory());
  }

  /** Different tasks, unless the family has fewer. */
  private static List<double[]> draw(TaskFamily family, int count, RandomStream random) {
    List<double[]> tasks = new ArrayList<>();
    for (int draws = 0; tasks.size() < count && draws < 10 * count; draws++) {
      double[] task = family.distribution().sample(family.parameters(), draws, random);
      if (tasks.stream().noneMatch(known -> Arrays.equals(known, task))) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  @Override
  public Metrics iterate() {
    Metrics metrics = new Metrics(pieces + 1L);
    int piece = pieces % piecesOfIteration();
    if (piece == 0) {
      collect(metrics);
    }
    metrics.put("rollout/real_samples", samples);
    update.forget();
    int done = piece * UPDATES_AT_ONCE;
    for (int i = done; i < Math.min(config.updates(), done + UPDATES_AT_ONCE); i++) {
      update.learn(replays);
    }
    update.report(metrics);
    pieces++;
    return metrics;
  }

  private void collect(Metrics metrics) {
    collectors.forEach(Collector::forget);
    if (pieces == 0) {
      workers.run(
          collectors.size(),
          c -> {
            for (int i = c; i < tasks.size(); i += collectors.size()) {
              collectors.get(c).explore(tasks.get(i), replays.get(i), config.initialSamples());
            }
          });
    }
    int[] chosen = choose();
    workers.run(
        chosen.length,
        c -> {
          TaskReplay replay = replays.get(chosen[c]);
          collectors.get(c).explore(tasks.get(chosen[c]), replay, config.priorSamples());
          collectors.get(c).exploit(replay);
        });
    samples += collectors.stream().mapToLong(Collector::samples).sum();
    metrics.put(
        "meta/before_return",
        collectors.stream().mapToDouble(Collector::before).sum()
            / collectors.stream().mapToInt(Collector::episodesBefore).sum());
    int after = collectors.stream().mapToInt(Collector::episodesAfter).sum();
    if (after > 0) {
      metrics.put(
          "meta/after_return", collectors.stream().mapToDouble(Collector::after).sum() / after);
    }
  }

  /** Different training tasks, one for each collector. */
  private int[] choose() {
    int[] order = new int[tasks.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int i = 0; i < collectors.size(); i++) {
      int other = i + choices.nextInt(order.length - i);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return Arrays.copyOf(order, collectors.size());
  }

  private int piecesOfIteration() {
    return piecesOfIteration(config);
  }

  private static int piecesOfIteration(PearlConfig config) {
    return (config.updates() + UPDATES_AT_ONCE - 1) / UPDATES_AT_ONCE;
  }

  /** The architecture of the critics, whose inputs are s, z and then a. */
  public static Mlp critic(PearlConfig config, PearlAgent agent) {
    return PearlUpdate.critic(config, agent);
  }

  /** The parameters of the first critic of a learner's checkpoint. */
  public static float[] criticParameters(Mlp critic, Checkpoint checkpoint) {
    return PearlUpdate.criticParameters(critic, checkpoint);
  }

  /** How many calls of {@link #iterate} a training has. */
  public static long length(PearlConfig config) {
    return (long) config.iterations() * piecesOfIteration(config);
  }

  /** How many whole iterations a checkpoint was taken after. */
  public static long iterations(PearlConfig config, Checkpoint checkpoint) {
    return checkpoint.integer("pieces") / piecesOfIteration(config);
  }

  @Override
  public boolean finished() {
    return pieces >= length(config);
  }

  @Override
  public double progress() {
    return (double) pieces / length(config);
  }

  @Override
  public String phase() {
    int current = Math.min(pieces / piecesOfIteration(), config.iterations() - 1);
    return "iteration %d/%d".formatted(current + 1, config.iterations());
  }

  @Override
  public void save(Checkpoint checkpoint) {
    update.save(checkpoint);
    for (int i = 0; i < replays.size(); i++) {
      replays.get(i).save(checkpoint.scope("task-" + i));
    }
    checkpoint.put("pieces", pieces);
    checkpoint.put("samples", samples);
    streams.save(checkpoint.scope("random"));
  }

  @Override
  public void restore(Checkpoint checkpoint) {
    update.restore(checkpoint);
    for (int i = 0; i < replays.size(); i++) {
      replays.get(i).restore(checkpoint.scope("task-" + i));
    }
    pieces = (int) checkpoint.integer("pieces");
    samples = checkpoint.integer("samples");
    streams.restore(checkpoint.scope("random"));
  }

  @Override
  public void close() {
    collectors.forEach(Collector::close);
  }
}
