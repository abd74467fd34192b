package dev.admiral.experiments.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.env.Environment;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.report.PolicyReturns;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.StopSignal;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.NumberedEpisodes;
import dev.admiral.rollout.NumberedEpisodes.Outcome;
import dev.admiral.rollout.RolloutCollector.Choice;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Two episodes under an attack, for tests of the attacks on a run's policies for tasks. */
public final class AttackedEpisodes {
  private static final int COUNT = 2;

  private AttackedEpisodes() {}

  /**
   * Not measured yet.
   *
   * @param task ψ; empty for the algorithm's own choice
   * @param epsilon empty for the default
   */
  public static PolicyAttack attack(
      TrainedRun run, String name, List<Double> task, Optional<Double> epsilon) {
    return new PolicyAttack(
        new PolicyAttack.Request(
            run.folder().path(),
            task,
            name,
            epsilon,
            Optional.empty(),
            Optional.empty(),
            1,
            List.of("evaluation.episodes=" + COUNT, "evaluation.seeds=1"),
            1));
  }

  /** What came out under one of the attacks, {@code none} for no attack; measures it first. */
  public static List<PolicyReturns.Row> rows(PolicyAttack attack, String name) {
    try (StopSignal never = StopSignal.listen()) {
      assertThat(attack.run(Progress.SILENT, never)).isTrue();
    }
    return PolicyReturns.read(attack.csv()).orElseThrow().rows().stream()
        .filter(row -> row.attack().equals(name))
        .toList();
  }

  /** {@link #rows}' returns. */
  public static List<Double> returns(PolicyAttack attack, String name) {
    return rows(attack, name).stream().map(PolicyReturns.Row::episodeReturn).toList();
  }

  /** The returns of the same episodes undisturbed, without what attacks are made with. */
  public static List<Double> undisturbed(
      Policy policy, float[] parameters, Supplier<Environment> environment) {
    return new NumberedEpisodes(environment, Optional.empty(), Choice.SAMPLE, 1)
            .run(policy, parameters, Optional.empty(), new RandomStreams(1), 0, COUNT, part -> {})
            .episodes()
            .stream()
            .map(Outcome::episodeReturn)
            .toList();
  }
}
