package dev.admiral.experiments.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.env.CartPole;
import dev.admiral.env.StepResult;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.ppo.PpoAlgorithm;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.experiments.run.StopSignal;
import dev.admiral.random.RandomStreams;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From training to the suite: attacks that work ruin a policy that was not trained to withstand them. */
class UndefendedPolicyTest {
  /** A return is the number of steps, which are at most so many. */
  private static final double OPTIMUM = 500;

  private static final int EPISODES = 20;
  private static final long SEED = 7;

  /** In standard deviations of the observations, which are clipped after 10. */
  private static final double EPSILON = 8;

  /** Those that search for a wrong action; with two actions there is one. */
  private static final Set<PolicyAttackKind> AT_THE_POLICY =
      EnumSet.of(
          PolicyAttackKind.CE_PGD,
          PolicyAttackKind.MAX_PGD,
          PolicyAttackKind.MIN_PGD,
          PolicyAttackKind.MAD_PGD,
          PolicyAttackKind.PGD_50);

  @TempDir Path temporary;

  /**
   * No pole falls sooner than under a cart that is always pushed to the same side. The mean over the episodes of the
   * suite, of the worse side of each.
   */
  private static double floor() {
    double sum = 0;
    for (int episode = 0; episode < EPISODES; episode++) {
      sum += Math.min(fall(episode, 0), fall(episode, 1));
    }
    return sum / EPISODES;
  }

  private static double fall(int episode, double side) {
    CartPole pole = new CartPole();
    StepResult result = pole.reset(new RandomStreams(SEED).stream("episode", episode));
    double steps = 0;
    while (!result.terminated() && !result.truncated()) {
      result = pole.step(new double[] {side});
      steps++;
    }
    return steps;
  }

  private AttackReport attacked() {
    RunConfig config =
        RunConfig.of(
            PpoAlgorithm.PPO,
            new RunConfig.Request(
                "cart-pole",
                "quick",
                1,
                2,
                30,
                List.of("evaluation.episodes=" + EPISODES, "evaluation.seeds=1")));
    RunFolder folder = RunFolder.create(temporary.resolve("run"));
    AtomicFile.write(folder.config(), config.toYaml());
    try (StopSignal never = StopSignal.listen()) {
      var _ = Experiment.of(Algorithms.standard(), config, folder).train(Progress.SILENT, never);
      PolicyAttack suite =
          new PolicyAttack(
              new PolicyAttack.Request(
                  folder.path(),
                  List.of(),
                  PolicyAttack.SUITE,
                  Optional.of(EPSILON),
                  Optional.empty(),
                  Optional.empty(),
                  SEED,
                  List.of(),
                  2));
      assertThat(suite.run(Progress.SILENT, never)).isTrue();
      return suite.report();
    }
  }

  @Tag("learning")
  @Test
  void aLargeBallDrivesTheReturnToTheFloor() {
    AttackReport report = attacked();
    double floor = floor();

    assertThat(floor).isBetween(8.0, 11.0);
    assertThat(report.clean().meanReturn().estimate()).isGreaterThan(0.9 * OPTIMUM);
    for (AttackOutcomes attack : report.attacks()) {
      if (AT_THE_POLICY.contains(attack.attack().kind())) {
        assertThat(attack.meanReturn().estimate()).as(attack.label()).isBetween(floor, 1.1 * floor);
      }
    }
    assertThat(report.worst().estimate()).isBetween(floor, 1.05 * floor);
    // Beyond where observations are clipped, a larger ball is the same one, searched in longer
    // steps.
    assertThat(report.checks())
        .filteredOn(check -> !check.question().startsWith("A larger ε"))
        .hasSize(4)
        .allMatch(AttackReport.Check::isPassed);
  }
}
