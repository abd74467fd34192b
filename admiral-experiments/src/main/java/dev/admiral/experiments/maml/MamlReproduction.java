package dev.admiral.experiments.maml;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.reproduce.Reproduction;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The experiments of arXiv 2104.13302, section V. */
public enum MamlReproduction implements Reproduction {
  /** Table I. */
  TABLE("adgan-table", "returns under the adGAN attack, its own and transferred (adGAN, table I)"),

  /** Figure 2. */
  STRENGTH("adgan-strength", "returns against the strength of an attack (adGAN, figure 2)"),

  /** Figures 3 and 4. */
  CONVERGENCE(
      "adgan-convergence", "returns under attack in the course of training (adGAN, figures 3, 4)"),

  /** Section V.D, normal case. */
  CLEAN("adgan-clean", "returns that nobody disturbs (adGAN, section V.D)");

  static final List<Method> METHODS =
      List.of(
          new Method("maml", "MAML"),
          new Method("adgan", "adMRL"),
          new Method("maml-noise", "Random"),
          new Method("maml-fgsm", "FGSM"));

  private final String id;
  private final String description;

  MamlReproduction(String id, String description) {
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
    return List.of("navigation-2d", "half-cheetah-vel", "half-cheetah-dir", "reacher", "ant");
  }

  @Override
  public List<Method> methods() {
    return METHODS;
  }

  /** What is measured is this experiment's own. */
  @Override
  public Optional<List<String>> evaluationSettings(int run) {
    return Optional.empty();
  }

  @Override
  public void check(int run, RunConfig config) {
    MamlSettings settings = MamlAlgorithm.settings(config);
    if (settings.evaluation().tasks() == 0) {
      throw new UsageException("evaluation.tasks is 0, but this experiment needs test tasks");
    }
    if (this == STRENGTH && settings.attack().strengths().isEmpty()) {
      throw new UsageException("attack.strengths is empty, but this experiment needs some");
    }
  }

  @Override
  public List<EvaluationPlan> measurements(List<TrainedRun> trained, Path folder) {
    return List.of(
        EvaluationPlan.of(new AttackMeasurements(trained, TrainedSteps.REACHED).jobs(this)));
  }

  /** All runs of an experiment have the same sizes. */
  @Override
  public Duration measuringTime(List<TrainedRun> trained, int threads) {
    RunConfig first = trained.getFirst().config();
    MamlSettings settings = MamlAlgorithm.settings(first);
    AttackWork work =
        AttackWork.of(new AttackMeasurements(trained, TrainedSteps.FORETOLD).jobs(this));
    try (Workers workers = new Workers(threads)) {
      return new AttackTimeEstimate(settings, MamlAlgorithm.family(settings, first.environment()))
          .of(work, workers);
    }
  }

  @Override
  public Figure figure(List<TrainedRun> trained, Path folder, Provenance provenance) {
    return AttackStory.figure(
        this, trained, new AttackMeasurements(trained, TrainedSteps.REACHED).of(this), provenance);
  }
}
