package dev.admiral.experiments.atpa;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationJob;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.attack.AttackSettings;
import dev.admiral.experiments.attack.PolicyAttack;
import dev.admiral.experiments.attack.PolicyTestJob;
import dev.admiral.experiments.attack.TrainedPolicy;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.ppo.PpoAlgorithm;
import dev.admiral.experiments.ppo.PpoSettings;
import dev.admiral.experiments.ppo.PpoTimeEstimate;
import dev.admiral.experiments.reproduce.Reproduction;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The experiments of the ATPA paper, section 5 and appendix C. */
public enum AtpaReproduction implements Reproduction {
  /** Table 1. */
  TABLE("atpa-table", "returns of defences under attacks, beside the paper's (ATPA, table 1)"),

  /** Figure 1. */
  ATTACKS("atpa-attacks", "what each attack leaves of a policy's return (ATPA, figure 1)"),

  /** Figure 2. */
  LEARNING("atpa-learning", "learning curves of the defences (ATPA, figure 2)"),

  /** Figure 3. */
  EPSILON("atpa-epsilon", "returns against the radius of the policy attack (ATPA, figure 3)"),

  /** Figures 4 and 5. */
  LANDSCAPE(
      "atpa-landscape", "how much an attack's start changes what it leads to (ATPA, figures 4, 5)"),

  /** Figure 6. */
  PERTURBATIONS("atpa-perturbations", "pictures of perturbed games (ATPA, figure 6)");

  static final List<Method> METHODS =
      List.of(
          new Method("ppo", "Standard"),
          new Method("atpa", "ATPA"),
          new Method("stagewise", "StageWise"),
          new Method("data-augment", "DataAugment"));

  private final String id;
  private final String description;

  AtpaReproduction(String id, String description) {
    this.id = id;
    this.description = description;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<String> environments() {
    return PpoAlgorithm.PPO.environments();
  }

  @Override
  public List<Method> methods() {
    return switch (this) {
      case TABLE, ATTACKS, LEARNING, EPSILON -> METHODS;
      case LANDSCAPE, PERTURBATIONS -> METHODS.subList(0, 2);
    };
  }

  /** What is measured is this experiment's own. */
  @Override
  public Optional<List<String>> evaluationSettings(int run) {
    return Optional.empty();
  }

  @Override
  public void check(int run, RunConfig config) {
    PpoSettings settings = PpoAlgorithm.settings(config);
    boolean isTested = this == TABLE || this == ATTACKS || this == EPSILON;
    if (isTested && settings.evaluation().episodes() == 0) {
      throw new UsageException("evaluation.episodes is 0, but this experiment needs episodes");
    }
    if (this != LEARNING && settings.attack().epsilon() == 0) {
      throw new UsageException("attack.epsilon is 0, but this experiment needs an attack");
    }
    if (this == LANDSCAPE && settings.training().updates() < 2) {
      throw new UsageException(
          "training.steps make one update, but this experiment compares the middle of a training"
              + " with its end");
    }
    if (this == PERTURBATIONS && !Environments.isAtari(config.environment())) {
      throw new UsageException(
          "%s shows no images, but %s needs an Atari game, such as %s"
              .formatted(config.environment(), id, environments().getFirst()));
    }
  }

  @Override
  public List<EvaluationPlan> measurements(List<TrainedRun> trained, Path folder) {
    return List.of(EvaluationPlan.of(jobs(trained)));
  }

  /** All runs of an experiment have the same sizes. */
  @Override
  public Duration measuringTime(List<TrainedRun> trained, int threads) {
    RunConfig first = trained.getFirst().config();
    List<PolicyTestJob> tests = PolicyMeasurements.foretold(trained).jobs(this);
    long searches =
        this == LANDSCAPE
            ? landscapes(trained).stream()
                .mapToLong(job -> (long) job.states() * job.starts())
                .sum()
            : 0;
    try (Workers workers = new Workers(threads)) {
      return new PpoTimeEstimate(
              PpoAlgorithm.PPO,
              PpoAlgorithm.settings(first),
              new TrainingContext(first.environment(), first.seed(), workers))
          .of(tests, searches);
    }
  }

  /** The attack that all policies of an experiment are tested by, whatever each was trained against. */
  static AttackSettings attack(List<TrainedRun> trained) {
    return PpoAlgorithm.settings(trained.getFirst().config()).attack();
  }

  private static List<LandscapeJob> landscapes(List<TrainedRun> trained) {
    return trained.stream()
        .flatMap(run -> MeasuredLandscape.of(run, attack(trained)).stream())
        .flatMap(one -> one.jobs().stream())
        .toList();
  }

  private List<? extends EvaluationJob> jobs(List<TrainedRun> trained) {
    return switch (this) {
      case TABLE, ATTACKS, EPSILON -> PolicyMeasurements.reached(trained).jobs(this);
      case LEARNING -> List.of();
      case LANDSCAPE -> landscapes(trained);
      case PERTURBATIONS -> trained.stream().map(run -> pictures(run, attack(trained))).toList();
    };
  }

  static PictureJob pictures(TrainedRun run, AttackSettings attack) {
    return PictureJob.of(
        TrainedPolicy.latest(run.config(), run.folder(), List.of()),
        attack,
        PolicyAttack.kept(run.folder()).toString());
  }

  @Override
  public Figure figure(List<TrainedRun> trained, Path folder, Provenance provenance) {
    return new AtpaStory(trained, provenance).figure(this);
  }
}
