package dev.admiral.adgan;

import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.maml.Attacks;
import dev.admiral.maml.MamlConfig;
import dev.admiral.maml.TaskAdaptation;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains a generator alone against a policy whose parameters θ do not change: a meta-policy, which adapts to each task
 * as it would anywhere and is attacked in both phases, or one that stays as it is.
 */
public final class GeneratorTraining implements AutoCloseable {
  private final TaskFamily family;
  private final AdGan gan;
  private final float[] theta;
  private final RandomStream taskStream;
  private final Workers workers;
  private final List<TaskAdaptation> tasks = new ArrayList<>();
  private int iteration;

  /**
   * @param config how many tasks and episodes an iteration takes, and how long a step of adaptation is
   * @param theta θ
   * @param steps how many steps of adaptation the policy takes; 0 for one that does not adapt
   */
  public GeneratorTraining(
      MamlConfig config,
      TaskFamily family,
      Policy policy,
      float[] theta,
      int steps,
      AdGan gan,
      RandomStreams streams,
      Workers workers) {
    this.family = family;
    this.gan = gan;
    this.theta = theta.clone();
    this.taskStream = streams.stream("attacker/tasks");
    this.workers = workers;
    for (int i = 0; i < config.tasks(); i++) {
      tasks.add(new TaskAdaptation(config, family, policy, steps, streams, "attacker/task/" + i));
    }
  }

  /** The policy on a batch of tasks under the attack as it is, then a step of the attack on each. */
  public Metrics iterate() {
    Attacks attacks = Attacks.everywhere(gan.attack());
    List<double[]> drawn = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      drawn.add(
          family
              .distribution()
              .sample(family.parameters(), iteration * tasks.size() + i, taskStream));
    }
    workers.run(
        tasks.size(),
        i -> {
          tasks.get(i).attacks(attacks);
          var _ = tasks.get(i).run(drawn.get(i), theta);
        });
    iteration++;
    Metrics metrics = new Metrics(iteration);
    double after =
        tasks.stream()
            .mapToDouble(task -> task.returns()[task.returns().length - 1])
            .average()
            .orElseThrow();
    metrics.put("meta/after_return", after);
    gan.update(tasks, metrics);
    return metrics;
  }

  /** The attack as it is now. */
  public AdGan gan() {
    return gan;
  }

  @Override
  public void close() {
    tasks.forEach(TaskAdaptation::close);
  }
}
