package dev.admiral.experiments.maml;

import dev.admiral.adgan.AdGan;
import dev.admiral.adgan.GeneratorTraining;
import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.environment.TestTaskSource;
import dev.admiral.maml.Attacks;
import dev.admiral.maml.Maml;
import dev.admiral.maml.MamlConfig;
import dev.admiral.maml.TaskAdaptation;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Foretells how long policies take to be measured under attacks: an iteration of a generator's training and
 * the test on one task under it are timed at their full sizes, on as many workers at a time as there are; {@link
 * AttackWork} says how often there is each. Each is the second, since the first is also spent on compiling.
 */
final class AttackTimeEstimate {
  private final MamlSettings settings;
  private final TaskFamily family;
  private final Policy policy;
  private final List<double[]> tasks;

  AttackTimeEstimate(MamlSettings settings, TaskFamily family) {
    this.settings = settings;
    this.family = family;
    this.policy = Maml.policy(settings.training(), family);
    this.tasks = TestTaskSource.tasks(family, settings.evaluation().tasks());
  }

  Duration of(AttackWork work, Workers workers) {
    double[] iteration = new double[workers.count()];
    double[] task = new double[workers.count()];
    workers.run(
        workers.count(),
        i -> {
          RandomStreams streams = new RandomStreams(i);
          float[] theta =
              policy.initialParameters(streams.stream("policy"), settings.training().initialStd());
          AdGan gan = new AdGan(settings.fineTuning().gan(), policy, streams, Workers.SERIAL);
          iteration[i] = work.generators() == 0 ? 0 : iteration(gan, theta, streams);
          task[i] =
              test(
                  work.generators() == 0 ? Attacks.NONE : Attacks.everywhere(gan.attack()),
                  theta,
                  streams);
        });
    MetaTestConfig test = settings.evaluation();
    double seconds =
        work.seconds(
            settings.attack().iterations() * mean(iteration),
            tasks.size() * test.seeds() * mean(task),
            workers.count());
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  private double iteration(AdGan gan, float[] theta, RandomStreams streams) {
    try (GeneratorTraining training =
        new GeneratorTraining(
            settings.training(),
            family,
            policy,
            theta,
            settings.training().innerSteps(),
            gan,
            streams,
            Workers.SERIAL)) {
      var _ = training.iterate();
      return seconds(training::iterate);
    }
  }

  private double test(Attacks attacks, float[] theta, RandomStreams streams) {
    MetaTestConfig test = settings.evaluation();
    MamlConfig config = settings.training().withEpisodes(test.episodes());
    try (TaskAdaptation adaptation =
        new TaskAdaptation(config, family, policy, test.steps(), streams, "test")) {
      adaptation.attacks(attacks);
      var _ = adaptation.run(tasks.getFirst(), theta);
      return seconds(() -> adaptation.run(tasks.getFirst(), theta));
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
