package dev.admiral.experiments.comparison;

import static dev.admiral.experiments.report.ResultText.count;

import dev.admiral.pearl.PearlAdaptation;
import dev.admiral.pearl.PearlAgent;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * An agent of PEARL's that adapts by inferring z from the samples.
 *
 * @param family as the policy sees it
 * @param told whether that tells the policy its task. Only then does it have a policy for a task without a sample of
 *     it: the paper measures no A₀ of PEARL, which has “no mechanism for using” a reward function
 */
public record AdaptivePearl(PearlAgent agent, TaskFamily family, boolean told)
    implements AdaptiveModel {

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
}
