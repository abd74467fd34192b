package dev.admiral.experiments.multitask;

import static dev.admiral.experiments.attack.AttackedEpisodes.returns;
import static dev.admiral.experiments.attack.AttackedEpisodes.rows;
import static dev.admiral.experiments.attack.AttackedEpisodes.undisturbed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.env.Environment;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.algorithm.TaskPolicy;
import dev.admiral.experiments.algorithm.TaskPolicyAlgorithm;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.attack.AttackedEpisodes;
import dev.admiral.experiments.attack.PolicyAttack;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.maml.MamlAlgorithm;
import dev.admiral.experiments.report.PolicyReturns;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.multitask.JointTraining;
import dev.admiral.policy.Policy;
import dev.admiral.space.Box;
import dev.admiral.task.ContextualFamily;
import dev.admiral.task.TaskEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was trained on a task family is attacked as its policy for one task. */
class TaskPolicyAttackTest {
  private static final List<Double> TASK = List.of(0.3, -0.1);

  @TempDir Path temporary;

  /** An encoder of a few units may have none that is alive, and infer the same of every task. */
  private TrainedRun train(String id) {
    boolean isPearl = id.startsWith("pearl");
    return TinyMultiTask.train(
        id,
        isPearl ? TinyMultiTask.PEARL : TinyMultiTask.GRADIENT,
        id.endsWith("-mt") || id.equals("mt-joint") ? "evaluation" : "comparison",
        temporary.resolve(id),
        isPearl ? new String[] {"training.encoder-hidden=[32]"} : new String[0]);
  }

  private static PolicyAttack attack(TrainedRun run, String name, List<Double> task) {
    return AttackedEpisodes.attack(run, name, task, Optional.of(0.3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mt-joint|which is told it",
        "maml|adapted by 2 steps of the policy gradient on 40 real samples each, in whole episodes,"
            + " which nobody disturbed",
        "maml-mt|adapted by 2 steps of the policy gradient on 40 real samples each, in whole"
            + " episodes, which nobody disturbed",
        "pearl|with z inferred from 80 real samples that nobody disturbed",
        "pearl-mt|with z inferred from 80 real samples that nobody disturbed"
      })
  void isAttackedWhereItIsNotToldItsTask(String id, String origin) throws IOException {
    TrainedRun run = train(id);
    PolicyAttack attack = attack(run, "max-pgd", TASK);

    List<PolicyReturns.Row> attacked = rows(attack, "max-pgd");

    assertThat(attacked).hasSize(2);
    for (PolicyReturns.Row row : attacked) {
      assertThat(row.actionChange()).isPositive();
      assertThat(row.largestChange()).isBetween(0.29, 0.3 + 1e-5);
    }
    assertThat(attack.text())
        .contains("The policy is that of %s for the task (0.3, −0.1), %s.".formatted(id, origin));
    assertThat(attack.page()).content().contains("for the task (0.3, −0.1)");
    Path kept = run.folder().path().resolve("attacks");
    Files.move(kept, kept.resolveSibling("before"));
    assertThat(rows(attack(run, "max-pgd", TASK), "max-pgd")).isEqualTo(attacked);
    assertThat(rows(attack(run, "max-pgd", List.of(-0.2, 0.4)), "none"))
        .isNotEqualTo(rows(attack, "none"));
  }

  /** Where it acts is a family that tells the task, which is another environment. */
  @Test
  void undisturbedItDoesWhatItWasTrainedToDo() {
    TrainedRun run = train("mt-joint");
    JointSettings settings =
        RecordBinder.bind(new JointAlgorithm().defaults("navigation-2d"), run.config().settings());
    ContextualFamily told = ToldFamilies.told(settings.family(), "navigation-2d");
    Policy policy = JointTraining.policy(settings.training(), told);
    Checkpoint checkpoint = run.folder().checkpoints().latest().orElseThrow().checkpoint();

    assertThat(returns(attack(run, "random", TASK), "none"))
        .isEqualTo(
            undisturbed(
                policy,
                JointTraining.parameters(policy, checkpoint),
                () -> new TaskEnvironment(told, new double[] {0.3, -0.1})));
  }

  private static TaskPolicy policy(TrainedRun run, double... task) {
    return policy(
        (TaskPolicyAlgorithm<?>) Algorithms.standard().get(run.config().algorithm()), run, task);
  }

  private static <C extends Record> TaskPolicy policy(
      TaskPolicyAlgorithm<C> algorithm, TrainedRun run, double[] task) {
    long step = LoadedCheckpoints.latestStep(run.folder().path());
    TrainedModel model = TrainedModel.of(run.folder(), "navigation-2d", 1, step);
    return algorithm.taskPolicy(
        RecordBinder.bind(algorithm.defaults("navigation-2d"), run.config().settings()),
        model,
        task);
  }

  private static Box shown(TaskPolicy policy) {
    try (Environment one = policy.environments().get()) {
      return one.observationSpace();
    }
  }

  private static String whole(TaskPolicy policy) {
    return shown(policy) + Arrays.toString(policy.parameters());
  }

  /** By being told it, by a step of its parameters, by another z. */
  @ParameterizedTest
  @ValueSource(strings = {"mt-joint", "maml", "maml-mt", "pearl", "pearl-mt"})
  void isTheSameForATaskAndAnotherForAnother(String id) {
    TrainedRun run = train(id);

    assertThat(whole(policy(run, 0.3, -0.1)))
        .isEqualTo(whole(policy(run, 0.3, -0.1)))
        .isNotEqualTo(whole(policy(run, -0.2, 0.4)));
  }

  @Test
  void nobodyCanPerturbWhatIsToldOrInferred() {
    Box shown = shown(policy(train("pearl-mt"), 0.3, -0.1));

    assertThat(shown.size()).isEqualTo(2 + 2 + 5);
    assertThat(shown.low(0)).isLessThan(shown.high(0));
    assertThat(shown.low(1)).isLessThan(shown.high(1));
    assertThat(shown.low(2)).isEqualTo(0.6f);
    assertThat(shown.low(3)).isEqualTo(-0.2f);
    for (int i = 2; i < shown.size(); i++) {
      assertThat(shown.high(i)).isEqualTo(shown.low(i)).isEqualTo((float) shown.low(i));
    }
  }

  @Test
  void aCriticIsAttackedWhereThereIsOne() {
    PolicyAttack suite = attack(train("pearl"), PolicyAttack.SUITE, TASK);

    assertThat(rows(suite, "critic-pgd")).hasSize(2);
    assertThat(suite.text()).contains("critic-pgd × 3").doesNotContain("leaves out");
  }

  @Test
  void withoutACriticTheSuiteDoesWithout() {
    TrainedRun run = train("mt-joint");
    PolicyAttack suite = attack(run, PolicyAttack.SUITE, TASK);

    assertThat(rows(suite, "critic-pgd")).isEmpty();
    assertThat(suite.text())
        .doesNotContain("critic-pgd × 3")
        .contains(
            "The suite leaves out critic-pgd: its training learns no value of the world's states"
                + " or actions to attack.");
    assertThat(suite.page()).content().contains("The suite leaves out critic-pgd");
    assertThatThrownBy(() -> attack(run, "critic-pgd", TASK))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "critic-pgd cannot be carried out on this policy: its training learns no value of the"
                + " world's states or actions to attack");
  }

  /** The middle of [−1, 1] is no direction. */
  @Test
  void theDefaultIsATaskOfTheFamily() {
    MamlAlgorithm maml = MamlAlgorithm.MAML;
    for (String family : List.of("navigation-2d", "half-cheetah-dir")) {
      TrainedModel model =
          new TrainedModel(new RunFolder(temporary), family, 1, 1, new Checkpoint());
      double[] task = maml.defaultTask(maml.defaults(family), model);
      assertThat(task).isIn(new double[] {0, 0}, new double[] {-1}, new double[] {1});
    }
  }

  @Test
  void aTaskOutsideIsRefused() {
    assertThatThrownBy(() -> attack(train("mt-joint"), "random", List.of(0.3, 0.7)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "task [0.3, 0.7] is not in the tasks of navigation-2d, [-0.5, 0.5]");
  }
}
