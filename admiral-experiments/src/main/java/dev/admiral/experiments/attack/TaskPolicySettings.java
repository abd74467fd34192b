package dev.admiral.experiments.attack;

import dev.admiral.env.Environment;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.algorithm.TaskPolicy;
import dev.admiral.experiments.algorithm.TaskPolicyAlgorithm;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.rollout.NumberedEpisodes;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import dev.admiral.task.TaskFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings of a test of the policy for one task of a family. They have the groups of {@link PolicySettings}, whatever
 * the run's own groups of these names hold.
 *
 * @param algorithm the id of a {@link TaskPolicyAlgorithm}
 * @param run the run's settings, all of them
 * @param task ψ
 * @param attack that tests use; observations are raw, and so are its units
 * @param evaluation of the policy
 */
record TaskPolicySettings(
    String algorithm,
    ObjectNode run,
    List<Double> task,
    AttackSettings attack,
    PolicyTestConfig evaluation)
    implements PolicySettings {

  /** Adapting takes episodes; many jobs are on one adapted policy. */
  private static final Map<String, TaskPolicy> ADAPTED = new ConcurrentHashMap<>();

  private static final int LONGEST_LABEL = 40;

  TaskPolicySettings {
    task = List.copyOf(task);
  }

  /** Whether an algorithm trains policies for tasks. */
  static boolean areOf(String algorithm) {
    return Algorithms.standard().get(algorithm) instanceof TaskPolicyAlgorithm<?>;
  }

  /** What settings of a policy of this algorithm build on. */
  static TaskPolicySettings blank(String algorithm) {
    return defaults(algorithm, JsonNodeFactory.instance.objectNode(), List.of(), Choice.SAMPLE);
  }

  /** The test of soft actor-critic, but for how actions are chosen: 20 episodes of each of 5 seeds, ε = 0.05. */
  private static TaskPolicySettings defaults(
      String algorithm, ObjectNode run, List<Double> task, Choice choice) {
    return new TaskPolicySettings(
        algorithm,
        run,
        task,
        new AttackSettings(PolicyAttackKind.CE_PGD, 0.05, 7, 0.025, true, 1, false),
        new PolicyTestConfig(20, 5, 10, choice, LandscapeConfig.paper(), List.of()));
  }

  /**
   * Those of a run.
   *
   * @param wanted ψ; empty for the algorithm's own choice
   * @throws UsageException if there is no such task
   */
  static TaskPolicySettings of(RunConfig run, TrainedModel model, List<Double> wanted) {
    return of(algorithm(run.algorithm()), run.settings(), model, wanted);
  }

  private static <C extends Record> TaskPolicySettings of(
      TaskPolicyAlgorithm<C> algorithm,
      ObjectNode settings,
      TrainedModel model,
      List<Double> wanted) {
    C parsed = RecordBinder.bind(algorithm.defaults(model.environment()), settings);
    TaskFamily family = algorithm.testedFamily(parsed, model.environment());
    double[] task =
        wanted.isEmpty() ? algorithm.defaultTask(parsed, model) : Environments.task(family, wanted);
    return defaults(
        algorithm.id(),
        Yaml.tree(parsed),
        Arrays.stream(task).boxed().toList(),
        algorithm.choice(parsed));
  }

  private static TaskPolicyAlgorithm<?> algorithm(String id) {
    if (Algorithms.standard().get(id) instanceof TaskPolicyAlgorithm<?> found) {
      return found;
    }
    throw new IllegalStateException(id + " trains no policies for tasks");
  }

  /** The task, if that is short. */
  @Override
  public String label() {
    String text = task.stream().map(String::valueOf).collect(Collectors.joining(","));
    return "-task-"
        + (text.length() <= LONGEST_LABEL ? text : Integer.toHexString(task.hashCode()));
  }

  @Override
  public boolean hasLearned(TrainedModel model) {
    return model.step() > 0;
  }

  @Override
  public LoadedPolicy load(TrainedModel model) {
    TaskPolicy adapted =
        ADAPTED.computeIfAbsent(
            String.join(
                "\n",
                model.folder().path().toString(),
                model.environment(),
                Long.toString(model.seed()),
                Long.toString(model.step()),
                algorithm,
                training(algorithm)),
            _ -> adapt(algorithm(algorithm), model));
    Box observations;
    Space actions;
    try (Environment one = adapted.environments().get()) {
      observations = one.observationSpace();
      actions = one.actionSpace();
    }
    return new LoadedPolicy(
        adapted.policy(),
        adapted.lowValue(),
        adapted.parameters(),
        observations,
        actions,
        new NumberedEpisodes(
            adapted.environments(), Optional.empty(), evaluation.choice(), evaluation.atOnce()),
        Optional.of(
            "The policy is that of %s for the task %s, %s."
                .formatted(algorithm, ResultText.task(task), adapted.origin())));
  }

  private <C extends Record> TaskPolicy adapt(TaskPolicyAlgorithm<C> trained, TrainedModel model) {
    C parsed = RecordBinder.bind(trained.defaults(model.environment()), run);
    double[] psi = task.stream().mapToDouble(Double::doubleValue).toArray();
    return trained.taskPolicy(parsed, model, psi);
  }

  /** {@inheritDoc} With how the policy adapts to the task. */
  @Override
  public String training(String method) {
    return Yaml.write(run) + "\n" + task;
  }
}
