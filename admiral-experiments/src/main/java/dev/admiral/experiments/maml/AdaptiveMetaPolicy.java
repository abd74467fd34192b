package dev.admiral.experiments.maml;

import static dev.admiral.experiments.report.ResultText.count;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.algorithm.TaskPolicy;
import dev.admiral.experiments.comparison.AdaptiveModel;
import dev.admiral.experiments.comparison.SampledAdaptationConfig;
import dev.admiral.maml.Maml;
import dev.admiral.maml.MamlConfig;
import dev.admiral.maml.MetaTest;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** A meta-policy that adapts by a step of the policy gradient on each stage's samples, which are whole episodes. */
public final class AdaptiveMetaPolicy implements AdaptiveModel {
  private final MamlConfig config;
  private final TaskFamily family;
  private final Policy policy;
  private final float[] parameters;
  private final boolean told;

  private AdaptiveMetaPolicy(
      MamlConfig config, TaskFamily family, Policy policy, float[] parameters, boolean told) {
    this.config = config;
    this.family = family;
    this.policy = policy;
    this.parameters = parameters;
    this.told = told;
  }

  /**
   * That of a checkpoint.
   *
   * @param family as the policy sees it
   * @param told whether that tells the policy its task. Only then does it have a policy for a task without a sample of
   *     it: the paper measures no A₀ of MAML, which has “no mechanism for using” a reward function
   */
  public static AdaptiveMetaPolicy of(
      MamlConfig config, TaskFamily family, Checkpoint checkpoint, boolean told) {
    Policy policy = Maml.policy(config, family);
    return new AdaptiveMetaPolicy(
        config, family, policy, Maml.parameters(policy, checkpoint), told);
  }

  /** How it adapts, in a sentence. */
  public static String note(SampledAdaptationConfig config) {
    return "%s of the policy gradient on %s each, in whole episodes"
        .formatted(count(config.stages(), "step"), count(config.samples(), "real sample"));
  }

  @Override
  public List<Measurement> adapt(
      double[] task,
      SampledAdaptationConfig adaptation,
      RandomStreams streams,
      DoubleConsumer progress) {
    try (MetaTest test = test(adaptation, streams)) {
      double[][] returns = test.run(task, parameters, adaptation.stages(), progress);
      List<Measurement> measured = new ArrayList<>();
      for (int stage = told ? 0 : 1; stage < returns.length; stage++) {
        measured.add(new Measurement(stage * adaptation.samples(), returns[stage]));
      }
      return measured;
    }
  }

  @Override
  public TaskPolicy policy(
      double[] task, SampledAdaptationConfig adaptation, RandomStreams streams) {
    float[] adapted = parameters;
    try (MetaTest test = test(adaptation, streams)) {
      for (int step = 0; step < adaptation.stages(); step++) {
        adapted = test.adapt(task, adapted);
      }
    }
    return new TaskPolicy(
        "adapted by %s, which nobody disturbed".formatted(note(adaptation)),
        policy,
        adapted,
        () -> TaskPolicy.environment(family, task),
        Optional.empty());
  }

  private MetaTest test(SampledAdaptationConfig adaptation, RandomStreams streams) {
    MamlConfig each = config.withEpisodes(adaptation.samples() / family.horizon());
    return new MetaTest(each, family, policy, adaptation.episodes(), streams, "test");
  }
}
