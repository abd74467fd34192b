package dev.admiral.experiments.admrl;

import dev.admiral.admrl.WorstCaseConfig;
import dev.admiral.admrl.WorstCasePath;
import dev.admiral.admrl.WorstCaseSearch;
import dev.admiral.concurrent.Workers;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Searches for the worst case of a trained model from one start.
 *
 * @param context the model and the settings
 * @param index the start's
 * @param start ψ₀
 */
record WorstCaseJob(JobContext context, int index, double[] start)
    implements AdMrlJob<WorstCasePath> {

  @Override
  public String description() {
    return "the worst case from %s of %s".formatted(Arrays.toString(start), context.run());
  }

  @Override
  public String name() {
    return "worst-case-%03d".formatted(index);
  }

  @Override
  public String ownInputs() {
    AdMrlSettings parsed = context.parsed();
    WorstCaseConfig config = parsed.evaluation().worstCase();
    return "worst case in %s from %s, %d steps of %s"
        .formatted(
            context.family(parsed).parameters(),
            Arrays.toString(start),
            config.steps(),
            config.learningRate());
  }

  @Override
  public Class<WorstCasePath> resultType() {
    return WorstCasePath.class;
  }

  /** One for each task that it may visit. */
  @Override
  public double work() {
    return context.parsed().evaluation().worstCase().steps() + 1.0;
  }

  @Override
  public void run(DoubleConsumer progress) {
    AdMrlSettings parsed = context.parsed();
    EvaluationConfig evaluation = parsed.evaluation();
    WorstCaseSearch search =
        new WorstCaseSearch(
            evaluation.worstCase(),
            parsed.training().gradient(),
            evaluation.adaptation(),
            evaluation.optimum());
    keep(
        search.climb(
            streams -> context.trained(parsed, streams),
            context.root("worst-case/" + Arrays.toString(start)),
            start,
            Workers.SERIAL,
            progress));
  }
}
