package dev.admiral.experiments.maml;

import dev.admiral.experiments.reproduce.TrainedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the experiments measure: which policy under which attack. */
final class AttackMeasurements {
  private final List<TrainedRun> trained;
  private final TrainedSteps steps;

  AttackMeasurements(List<TrainedRun> trained, TrainedSteps steps) {
    this.trained = List.copyOf(trained);
    this.steps = steps;
  }

  /** In the order of the figure. */
  List<AttackMeasurement> of(MamlReproduction experiment) {
    return switch (experiment) {
      case TABLE -> table();
      case STRENGTH -> trained.stream().flatMap(this::strengths).toList();
      case CONVERGENCE -> trained.stream().flatMap(this::convergence).toList();
      case CLEAN -> trained.stream().map(this::clean).toList();
    };
  }

  /** What there is to do for them, each once; those that train generators first, so that the others find them. */
  List<AttackedTestJob> jobs(MamlReproduction experiment) {
    return of(experiment).stream()
        .map(AttackMeasurement::job)
        .distinct()
        .sorted((a, b) -> Double.compare(b.work(), a.work()))
        .toList();
  }

  /** Clean, under a generator that was trained against the policy itself, and under each other's. */
  private List<AttackMeasurement> table() {
    List<AttackMeasurement> all = new ArrayList<>();
    for (TrainedRun run : trained) {
      all.add(clean(run));
      all.add(underGenerator(run, "adGAN trained against each", run));
    }
    for (TrainedRun source : trained) {
      for (TrainedRun run : trained) {
        if (run.config().seed() == source.config().seed()) {
          all.add(underGenerator(run, "adGAN trained against " + label(source), source));
        }
      }
    }
    return all;
  }

  private AttackMeasurement clean(TrainedRun run) {
    return measurement(run, "clean", 0, job(last(run), AttackKind.NONE, 0, last(run)));
  }

  private AttackMeasurement underGenerator(TrainedRun run, String attack, TrainedRun source) {
    double strength = attack(run).strength();
    return measurement(
        run, attack, strength, job(last(run), AttackKind.ADGAN, strength, last(source)));
  }

  private Stream<AttackMeasurement> strengths(TrainedRun run) {
    return Stream.concat(
        attack(run).strengths().stream()
            .map(strength ->
                measurement(
                    run,
                    "uniform noise",
                    strength,
                    job(last(run), AttackKind.RANDOM, strength, last(run)))),
        attack(run).strengths().stream()
            .map(strength ->
                measurement(
                    run,
                    "adGAN trained against each",
                    strength,
                    job(last(run), AttackKind.ADGAN, strength, last(run)))));
  }

  /** Every milestone, under a generator that was trained against the policy of that time. */
  private Stream<AttackMeasurement> convergence(TrainedRun run) {
    AttackConfig attack = attack(run);
    double noise = attack.strengths().isEmpty() ? attack.strength() : middle(attack);
    return steps.milestones(run).stream()
        .flatMap(step -> {
          TrainedRun begun = whoTrained(run, step);
          MetaPolicy then = MetaPolicy.of(begun.config(), begun.folder(), step);
          return Stream.of(
              measurement(
                  run,
                  "adGAN trained against each milestone",
                  step,
                  job(then, AttackKind.ADGAN, attack.strength(), then)),
              measurement(
                  run,
                  "uniform noise of " + noise,
                  step,
                  job(then, AttackKind.RANDOM, noise, then)));
        });
  }

  /** The first run whose policy after {@code step} updates is the same, so that it is measured once. */
  private TrainedRun whoTrained(TrainedRun run, long step) {
    return trained.stream()
        .filter(other -> other.equals(run) || step <= sharedUpdates(run, other))
        .findFirst()
        .orElseThrow();
  }

  private static long sharedUpdates(TrainedRun run, TrainedRun other) {
    MamlAlgorithm algorithm = MamlAlgorithm.of(run.config().algorithm());
    MamlSettings settings = MamlAlgorithm.settings(run.config());
    MamlSettings others = MamlAlgorithm.settings(other.config());
    return settings.evaluation().equals(others.evaluation())
            && settings.attack().equals(others.attack())
            && run.config().trainsAs(other.config(), algorithm.settingsAfterTraining())
        ? algorithm.sharedUpdates(settings, other.config().algorithm())
        : 0;
  }

  /** The paper does not give the noise of its figure 4. */
  private static double middle(AttackConfig attack) {
    return attack.strengths().get(attack.strengths().size() / 2);
  }

  private static AttackMeasurement measurement(
      TrainedRun run, String attack, double x, AttackedTestJob job) {
    return new AttackMeasurement(label(run), run.config().seed(), attack, x, job);
  }

  private static AttackedTestJob job(
      MetaPolicy victim, AttackKind kind, double strength, MetaPolicy source) {
    return AttackedTestJob.everywhere(victim, kind, strength, source);
  }

  private MetaPolicy last(TrainedRun run) {
    return MetaPolicy.of(run.config(), run.folder(), steps.last(run));
  }

  private static AttackConfig attack(TrainedRun run) {
    return MamlAlgorithm.settings(run.config()).attack();
  }

  private static String label(TrainedRun run) {
    return run.method().label();
  }
}
