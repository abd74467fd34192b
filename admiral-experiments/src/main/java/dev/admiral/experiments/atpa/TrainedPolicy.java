package dev.admiral.experiments.atpa;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.env.Environment;
import dev.admiral.env.NormalizedVectorEnvironment;
import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.nn.ClippedNormalization;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.ActorCritic;
import dev.admiral.ppo.Ppo;
import dev.admiral.rollout.NumberedEpisodes;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A trained policy, as plain data.
 *
 * @param method the algorithm's id
 * @param environment the environment's id
 * @param seed of the training
 * @param run the run's folder
 * @param step of the checkpoint, or of the milestone
 * @param settings of the run, in YAML
 */
record TrainedPolicy(
    String method, String environment, long seed, String run, long step, String settings)
    implements Serializable {
  /** What many jobs on one policy ask for again and again. */
  private static final Map<TrainedPolicy, PpoSettings> PARSED = new ConcurrentHashMap<>();

  private static final Map<TrainedPolicy, String> INPUTS = new ConcurrentHashMap<>();

  /** That of a run's latest checkpoint, under settings that may differ in what does not concern training. */
  static TrainedPolicy latest(RunConfig config, RunFolder folder) {
    return of(config, folder, LoadedCheckpoints.latestStep(folder.path()));
  }

  /** That of a milestone. */
  static TrainedPolicy of(RunConfig config, RunFolder folder, long step) {
    return new TrainedPolicy(
        config.algorithm(),
        config.environment(),
        config.seed(),
        folder.path().toString(),
        step,
        Yaml.write(Yaml.tree(PpoAlgorithm.settings(config))));
  }

  PpoSettings parsed() {
    return PARSED.computeIfAbsent(this, TrainedPolicy::parse);
  }

  private PpoSettings parse() {
    return RecordBinder.bind(
        PpoAlgorithm.of(method).defaults(environment), Yaml.parse("a policy", settings));
  }

  Checkpoint checkpoint() {
    return LoadedCheckpoints.get(Path.of(run), step);
  }

  /** What was trained, ready to act. */
  Loaded load() {
    PpoSettings parsed = parsed();
    Box raw;
    Space actions;
    try (Environment one = PolicyEnvironments.forTest(environment, parsed)) {
      raw = one.observationSpace();
      actions = one.actionSpace();
    }
    ActorCritic model = PolicyEnvironments.model(environment, parsed, raw, actions);
    Checkpoint checkpoint = checkpoint();
    Optional<ClippedNormalization> normalization = Optional.empty();
    if (parsed.normalization().observations()) {
      RunningNormalizer statistics = new RunningNormalizer(raw.size());
      statistics.restore(Ppo.environment(checkpoint).scope("observations"));
      normalization =
          Optional.of(new ClippedNormalization(statistics, NormalizedVectorEnvironment.LIMIT));
    }
    return new Loaded(
        model,
        Ppo.parameters(model, checkpoint),
        PolicyEnvironments.observations(parsed, raw),
        actions,
        new NumberedEpisodes(
            () -> PolicyEnvironments.forTest(environment, parsed),
            normalization,
            parsed.evaluation().choice(),
            parsed.evaluation().atOnce()));
  }

  /**
   * A policy in memory.
   *
   * @param parameters θ
   * @param observations what it can be shown
   * @param actions what it can do
   * @param episodes by which it is tested
   */
  record Loaded(
      ActorCritic model,
      float[] parameters,
      Box observations,
      Space actions,
      NumberedEpisodes episodes) {}

  /** Everything that what is measured on it depends on, but for the test. */
  String inputs() {
    return INPUTS.computeIfAbsent(this, TrainedPolicy::describe);
  }

  private String describe() {
    PpoSettings parsed = parsed();
    return String.join(
        "\n",
        method,
        environment,
        Long.toString(seed),
        Long.toString(step),
        parsed.hidden().toString(),
        parsed.game().toString(),
        Yaml.write(Yaml.tree(parsed.training())),
        Yaml.write(Yaml.tree(parsed.normalization())),
        method.equals(PpoAlgorithm.PPO.id()) ? "" : parsed.attack() + "\n" + parsed.defense());
  }
}
