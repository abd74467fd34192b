package dev.admiral.experiments.atpa;

import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.attack.AttackSettings;
import dev.admiral.experiments.attack.PolicyAttack;
import dev.admiral.experiments.attack.PolicyAttackKind;
import dev.admiral.experiments.attack.PolicyTestJob;
import dev.admiral.experiments.attack.PolicyTests;
import dev.admiral.experiments.attack.TrainedPolicy;
import dev.admiral.experiments.ppo.PpoAlgorithm;
import dev.admiral.experiments.reproduce.Reproduction;
import dev.admiral.experiments.reproduce.TrainedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What the experiments measure: which policies under which attack. */
final class PolicyMeasurements {
  private static final long FIRST_SEED = 1;

  /** The radii of figure 3, as multiples of the run's ε; the clean policy comes before them. */
  private static final List<Double> RADII = List.of(0.25, 0.5, 1.0, 1.5, 2.0, 3.0);

  /** In the order of table 1. */
  private static final List<PolicyAttackKind> ATTACKS =
      List.of(
          PolicyAttackKind.CE_PGD,
          PolicyAttackKind.MAX_PGD,
          PolicyAttackKind.MIN_PGD,
          PolicyAttackKind.RANDOM,
          PolicyAttackKind.NONE);

  private final List<TrainedRun> trained;
  private final ToLongFunction<TrainedRun> lastStep;

  private PolicyMeasurements(List<TrainedRun> trained, ToLongFunction<TrainedRun> lastStep) {
    this.trained = List.copyOf(trained);
    this.lastStep = lastStep;
  }

  /** Of the policies on the disk. */
  static PolicyMeasurements reached(List<TrainedRun> trained) {
    return new PolicyMeasurements(
        trained, run -> LoadedCheckpoints.latestStep(run.folder().path()));
  }

  /** Of those that there will be once the trainings have finished. */
  static PolicyMeasurements foretold(List<TrainedRun> trained) {
    return new PolicyMeasurements(
        trained, run -> PpoAlgorithm.settings(run.config()).training().updates());
  }

  /** A method's policies under one attack. */
  record Measurement(Reproduction.Method method, List<Long> trainingSeeds, PolicyTests tests) {}

  /** In the order of the figure. */
  List<Measurement> of(AtpaReproduction experiment) {
    List<Measurement> all = new ArrayList<>();
    List<AttackSettings> attacks = attacks(experiment, AtpaReproduction.attack(trained));
    byMethod()
        .forEach((method, runs) -> {
          for (AttackSettings attack : attacks) {
            all.add(
                new Measurement(
                    method,
                    runs.stream().map(run -> run.config().seed()).toList(),
                    tests(runs, attack)));
          }
        });
    return all;
  }

  private static List<AttackSettings> attacks(AtpaReproduction experiment, AttackSettings one) {
    return switch (experiment) {
      case TABLE, ATTACKS ->
          ATTACKS.stream()
              .map(kind -> kind == PolicyAttackKind.NONE ? one.none() : one.with(kind))
              .toList();
      case EPSILON ->
          Stream.concat(
                  Stream.of(one.none()),
                  one.radii(RADII).stream()
                      .map(radius -> one.with(PolicyAttackKind.CE_PGD).withEpsilon(radius)))
              .toList();
      case LEARNING, LANDSCAPE, PERTURBATIONS -> List.of();
    };
  }

  private PolicyTests tests(List<TrainedRun> runs, AttackSettings attack) {
    return new PolicyTests(
        attack,
        runs.stream()
            .map(run ->
                PolicyTests.of(
                    policy(run), attack, FIRST_SEED, PolicyAttack.kept(run.folder()).toString()))
            .toList());
  }

  private TrainedPolicy policy(TrainedRun run) {
    return TrainedPolicy.of(run.config(), run.folder(), lastStep.applyAsLong(run));
  }

  private Map<Reproduction.Method, List<TrainedRun>> byMethod() {
    Map<Reproduction.Method, List<TrainedRun>> runs = new LinkedHashMap<>();
    trained.forEach(run -> runs.computeIfAbsent(run.method(), _ -> new ArrayList<>()).add(run));
    return runs;
  }

  /** What there is to do for them, each once. */
  List<PolicyTestJob> jobs(AtpaReproduction experiment) {
    return of(experiment).stream()
        .flatMap(measurement -> measurement.tests().jobs().stream())
        .distinct()
        .toList();
  }
}
