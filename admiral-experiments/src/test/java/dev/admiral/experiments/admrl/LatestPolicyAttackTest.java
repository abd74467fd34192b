package dev.admiral.experiments.admrl;

import static dev.admiral.experiments.attack.AttackedEpisodes.returns;
import static dev.admiral.experiments.attack.AttackedEpisodes.undisturbed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.admrl.AdMrl;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.algorithm.PortablePolicy;
import dev.admiral.experiments.attack.AttackedEpisodes;
import dev.admiral.experiments.attack.PolicyAttack;
import dev.admiral.experiments.examples.RiverBoat;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.task.TaskEnvironment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a run there is the policy for its latest task, and no other. */
class LatestPolicyAttackTest {
  @TempDir Path temporary;

  private static PolicyAttack attack(TrainedRun run, String name, List<Double> task) {
    return AttackedEpisodes.attack(run, name, task, Optional.empty());
  }

  /** What {@code export} writes, in the boat's own environment. */
  private static List<Double> expected(TrainedRun run, double[] task) {
    PortablePolicy exported =
        Experiment.of(Algorithms.standard(), run.config(), run.folder()).policy();
    return undisturbed(
        exported.policy(), exported.parameters(), () -> new TaskEnvironment(new RiverBoat(), task));
  }

  @Test
  void thePolicyOfTheLatestTaskIsAttacked() {
    TinyBoat.with(
        temporary,
        () -> {
          TrainedRun run = TinyBoat.train(AdMrlAlgorithm.MB_UNIF, temporary.resolve("run"));
          double[] latest =
              AdMrl.visitedTasks(
                      run.folder().checkpoints().latest().orElseThrow().checkpoint(),
                      new RiverBoat())
                  .getLast();
          List<Double> own = Arrays.stream(latest).boxed().toList();
          PolicyAttack attack = attack(run, "ce-pgd", List.of());

          assertThat(returns(attack, "none"))
              .isEqualTo(expected(run, latest))
              .isNotEqualTo(returns(attack, "ce-pgd"));
          assertThat(attack.text())
              .contains("The policy is that of mb-unif", ", the run's latest.");
          assertThat(attack(run, "ce-pgd", own).csv()).isEqualTo(attack.csv());
          assertThatThrownBy(() -> attack(run, "ce-pgd", List.of(0.5, 0.25)))
              .isInstanceOf(UsageException.class)
              .hasMessageStartingWith(
                  run.folder().path() + " keeps the policy of its latest task alone, " + own)
              .hasMessageContaining("one for [0.5, 0.25] must be trained in the model");
          assertThatThrownBy(() -> attack(run, "critic-pgd", List.of()))
              .isInstanceOf(UsageException.class)
              .hasMessageContaining("learns no value of the world's states or actions");
        });
  }
}
