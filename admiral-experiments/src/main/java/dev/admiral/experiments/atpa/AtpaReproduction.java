package dev.admiral.experiments.atpa;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationJob;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.reproduce.Reproduction;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The experiments of the ATPA paper, section 5 and appendix C. */
public enum AtpaReproduction implements Reproduction {
  /** Table 1. */
  TABLE("atpa-table", "returns of defences under attacks, beside the paper's (ATPA, table 1)"),

  /** Figure 1. */
  ATTACKS("atpa-attacks", "what each attack leaves of a policy's return (ATPA, figure 1)"),

  /** Figure 3. */
  EPSILON("atpa-epsilon", "returns against the radius of the policy attack (ATPA, figure 3)");

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
    return PolicyEnvironments.ids();
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
    PpoSettings settings = PpoAlgorithm.settings(config);
    if (settings.evaluation().episodes() == 0) {
      throw new UsageException("evaluation.episodes is 0, but this experiment needs episodes");
    }
    if (settings.attack().epsilon() == 0) {
      throw new UsageException("attack.epsilon is 0, but this experiment needs an attack");
    }
  }

  @Override
  public List<EvaluationPlan> measurements(List<TrainedRun> trained, Path folder) {
    List<? extends EvaluationJob> jobs = PolicyMeasurements.reached(trained).jobs(this);
    return List.of(
        new EvaluationPlan() {
          @Override
          public List<? extends EvaluationJob> jobs() {
            return jobs;
          }

          @Override
          public void finish() {}
        });
  }

  @Override
  public Figure figure(List<TrainedRun> trained, Path folder, Provenance provenance) {
    return new AtpaStory(trained, provenance).figure(this);
  }
}
