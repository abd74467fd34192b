package dev.admiral.experiments.comparison;

import static dev.admiral.experiments.report.ResultText.count;

import dev.admiral.attack.ActionValueObjective;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.env.AppendedConstants;
import dev.admiral.env.UnitActions;
import dev.admiral.experiments.algorithm.TaskPolicy;
import dev.admiral.nn.Mlp;
import dev.admiral.pearl.Pearl;
import dev.admiral.pearl.PearlAdaptation;
import dev.admiral.pearl.PearlAgent;
import dev.admiral.pearl.PearlConfig;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * An agent of PEARL's that adapts by inferring z from the samples.
 *
 * @param lowValue what an attack on the critic Q(s, z, a) maximises
 * @param family as the policy sees it
 * @param told whether that tells the policy its task. Only then does it have a policy for a task without a sample of
 *     it: the paper measures no A₀ of PEARL, which has “no mechanism for using” a reward function
 */
public record AdaptivePearl(
    PearlAgent agent, ActionValueObjective lowValue, TaskFamily family, boolean told)
    implements AdaptiveModel {

  /** That of a checkpoint. */
  public static AdaptivePearl of(
      PearlConfig config, TaskFamily family, Checkpoint checkpoint, boolean told) {
    PearlAgent agent = PearlAgent.of(config, family, checkpoint);
    Mlp critic = Pearl.critic(config, agent);
    return new AdaptivePearl(
        agent,
        new ActionValueObjective(critic, Pearl.criticParameters(critic, checkpoint)),
        family,
        told);
  }

  /** How it adapts, in a sentence. */
  public static String note(SampledAdaptationConfig config) {
    return "z inferred from %s of %s each, of which the first %d episodes have a z from the prior"
        .formatted(
            count(config.stages(), "collection"),
            count(config.samples(), "real sample"),
            PearlAdaptation.PRIOR_EPISODES);
  }

  @Override
  public List<Measurement> adapt(
      double[] task,
      SampledAdaptationConfig adaptation,
      RandomStreams streams,
      DoubleConsumer progress) {
    try (PearlAdaptation pearl = new PearlAdaptation(agent, family, streams, "test")) {
      pearl.begin(task);
      List<Measurement> measured = new ArrayList<>();
      if (told) {
        measured.add(new Measurement(0, pearl.evaluate(adaptation.episodes())));
      }
      for (int stage = 1; stage <= adaptation.stages(); stage++) {
        pearl.collect(adaptation.samples());
        measured.add(
            new Measurement(stage * adaptation.samples(), pearl.evaluate(adaptation.episodes())));
        progress.accept((double) stage / adaptation.stages());
      }
      return measured;
    }
  }

  /** With the mean of what is believed for z, which nobody can perturb. */
  @Override
  public TaskPolicy policy(
      double[] task, SampledAdaptationConfig adaptation, RandomStreams streams) {
    double[] mean;
    int samples;
    try (PearlAdaptation pearl = new PearlAdaptation(agent, family, streams, "policy")) {
      pearl.begin(task);
      for (int stage = 0; stage < adaptation.stages(); stage++) {
        pearl.collect(adaptation.samples());
      }
      mean = pearl.belief().mean();
      samples = pearl.samples();
    }
    float[] z = new float[mean.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) mean[i];
    }
    return new TaskPolicy(
        "with z inferred from %s that nobody disturbed".formatted(count(samples, "real sample")),
        agent.policy(),
        agent.policyParameters(),
        () -> new AppendedConstants(new UnitActions(TaskPolicy.environment(family, task)), z),
        Optional.of(lowValue));
  }
}
