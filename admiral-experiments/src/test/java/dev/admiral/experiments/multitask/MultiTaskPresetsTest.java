package dev.admiral.experiments.multitask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.env.Environment;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.admrl.AdMrlReproduction;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.reproduce.Reproduction;
import dev.admiral.experiments.reproduce.ReproductionRun;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.space.Box;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The presets of the methods that AdMRL is compared with, on the paper's families. */
class MultiTaskPresetsTest {
  private static final List<String> PRESETS = List.of("quick", "standard", "paper");
  private static final List<String> FAMILIES =
      List.of("hopper-2d", "walker-2d", "ant-2d", "ant-3d", "cheetah-highdim");

  @TempDir Path temporary;

  static Stream<Arguments> combinations() {
    return PRESETS.stream()
        .flatMap(preset -> FAMILIES.stream().map(family -> Arguments.of(preset, family)));
  }

  private static Map<String, String> settings(String algorithm, String preset, String family) {
    return Yaml.flatten(
        RunConfig.of(
                Algorithms.standard().get(algorithm),
                new RunConfig.Request(family, preset, 1, 1, 30, List.of()))
            .settings());
  }

  /** The settings of a group that AdMRL's evaluation has too. */
  private static Map<String, String> shared(
      Map<String, String> admrl, Map<String, String> own, String group) {
    Map<String, String> shared = new TreeMap<>();
    own.forEach((key, value) -> {
      String same = key.replaceFirst("^" + group + "\\.", "evaluation.");
      if (key.startsWith(group + ".") || key.startsWith("family.")) {
        assertThat(admrl).containsKey(same);
        shared.put(same, value);
      }
    });
    return shared;
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void testAsAdMrlDoes(String preset, String family) {
    Map<String, String> admrl = settings("admrl", preset, family);
    for (String algorithm : List.of("mt-joint", "maml-mt", "pearl-mt")) {
      Map<String, String> own = settings(algorithm, preset, family);
      Map<String, String> shared = shared(admrl, own, "evaluation");
      if (family.equals("cheetah-highdim")) {
        shared.keySet().removeIf(key -> key.startsWith("family.statistics"));
      }
      assertThat(admrl).containsAllEntriesOf(shared);
    }
    for (String algorithm : List.of("maml", "pearl")) {
      Map<String, String> shared = shared(admrl, settings(algorithm, preset, family), "comparison");
      if (family.equals("cheetah-highdim")) {
        shared.keySet().removeIf(key -> key.startsWith("family.statistics"));
      }
      assertThat(admrl).containsAllEntriesOf(shared);
    }
  }

  /** Being told the task is all that makes a difference. */
  @ParameterizedTest
  @MethodSource("combinations")
  void trainAsThoseThatAreNotTold(String preset, String family) {
    assertThat(training("maml-mt", preset, family)).isEqualTo(training("maml", preset, family));
    assertThat(training("pearl-mt", preset, family)).isEqualTo(training("pearl", preset, family));
  }

  private static Map<String, String> training(String algorithm, String preset, String family) {
    Map<String, String> training = new TreeMap<>(settings(algorithm, preset, family));
    training.keySet().removeIf(key -> !key.startsWith("training."));
    return training;
  }

  /** Appendix C: what makes 80 million samples of MAML, and 2.5 million of PEARL. */
  @Test
  void ofThePaperHaveItsNumbers() {
    for (String algorithm : List.of("maml", "maml-mt", "mt-joint")) {
      assertThat(settings(algorithm, "paper", "hopper-2d"))
          .containsEntry("training.iterations", "500")
          .containsEntry("training.tasks", "40")
          .containsEntry("training.episodes", "20")
          .containsEntry("family.frame-skip", "1");
    }
    assertThat(settings("mt-joint", "paper", "hopper-2d"))
        .containsEntry("training.training-tasks", "150");
    assertThat(settings("pearl-mt", "paper", "hopper-2d"))
        .containsEntry("training.iterations", "500")
        .containsEntry("training.training-tasks", "150")
        .containsEntry("training.tasks-per-iteration", "5")
        .containsEntry("training.prior-samples", "400")
        .containsEntry("training.extra-samples", "600")
        .containsEntry("training.updates", "4000")
        .containsEntry("training.meta-batch", "10");
    Map<String, String> pearl = settings("pearl-mt", "paper", "hopper-2d");
    long collected =
        number(pearl, "training.prior-samples") + number(pearl, "training.extra-samples");
    assertThat(
            number(pearl, "training.iterations")
                * number(pearl, "training.tasks-per-iteration")
                * collected)
        .isEqualTo(2_500_000);
    Map<String, String> maml = settings("maml", "paper", "hopper-2d");
    assertThat(
            number(maml, "training.iterations")
                * number(maml, "training.tasks")
                * number(maml, "training.episodes")
                * Environments.standard().family("hopper-2d").horizon())
        .isEqualTo(80_000_000);
  }

  private static long number(Map<String, String> settings, String key) {
    return Long.parseLong(settings.getOrDefault(key, ""));
  }

  private List<TrainedRun> runs(String... assignments) {
    return new ReproductionRun(
            AdMrlReproduction.RETURNS,
            new ReproductionRun.Request(
                "ant-2d", "quick", List.of(1L), temporary, 1, 30, List.of(assignments), ""))
        .runs();
  }

  private static Map<String, String> settings(List<TrainedRun> runs, String algorithm) {
    return runs.stream()
        .filter(run -> run.method().algorithm().equals(algorithm))
        .map(run -> Yaml.flatten(run.config().settings()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anExperimentGivesEveryMethodTheFamilyAndTheTestOfAdMrl() {
    List<TrainedRun> runs =
        runs(
            "family.horizon=100",
            "evaluation.tasks.grid=[4]",
            "evaluation.adaptation.stages=2",
            "training.tasks=3",
            "maml-mt:training.iterations=7");

    assertThat(runs)
        .extracting(run -> run.method().algorithm())
        .containsSequence("admrl", "mb-unif", "mb-gauss", "maml")
        .contains("mt-joint", "maml-mt");
    for (TrainedRun run : runs) {
      String method = run.method().algorithm();
      Map<String, String> own = settings(runs, method);
      String test = List.of("maml", "pearl").contains(method) ? "comparison" : "evaluation";
      assertThat(own)
          .containsEntry("family.horizon", "100")
          .containsEntry("family.frame-skip", "1")
          .containsEntry(test + ".tasks.grid", "[4]")
          .containsEntry(test + ".adaptation.stages", "2");
    }
    assertThat(settings(runs, "mb-unif")).containsEntry("training.tasks", "3");
    assertThat(settings(runs, "maml")).containsEntry("training.tasks", "20");
    assertThat(settings(runs, "maml-mt")).containsEntry("training.iterations", "7");
    assertThat(settings(runs, "maml")).containsEntry("training.iterations", "100");
    assertThat(settings(runs, "maml")).containsEntry("comparison.optimum.updates", "0");
  }

  @Test
  void aMethodThatIsNotThereIsToldInOneLine() {
    assertThatThrownBy(() -> runs("mt-join:training.iterations=7"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "unknown method of admrl-returns \"mt-join\"; did you mean \"mt-joint\"? allowed:"
                + " admrl, ");
    assertThatThrownBy(() -> runs("mt-joint:training.iteration=7"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "unknown key of training \"iteration\"; did you mean \"iterations\"?");
  }

  @Test
  void pearlAloneIsTestedOnItsOwnGrid() {
    List<String> none = List.of("comparison.tasks.grid=[]");
    assertThat(motivation(List.of("comparison.seeds=1"))).hasSize(2);
    assertThatThrownBy(() -> motivation(none))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "pearl has neither a grid nor boundary-tasks to be tested on: set"
                + " comparison.tasks.grid");
  }

  private List<TrainedRun> motivation(List<String> assignments) {
    return new ReproductionRun(
            AdMrlReproduction.PEARL_MOTIVATION,
            new ReproductionRun.Request(
                "", "quick", List.of(1L, 2L), temporary, 1, 30, assignments, ""))
        .runs();
  }

  @Test
  void everyMethodHasThePresetsOfTheFirst() {
    for (Reproduction.Method method : AdMrlReproduction.RETURNS.methods()) {
      assertThat(Algorithms.standard().get(method.algorithm()).presets()).isEqualTo(PRESETS);
    }
  }

  @Test
  void aFamilyWithoutTasksIsRefused() {
    assertThatThrownBy(() -> ToldFamilies.check(new Single(), "maml-mt"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "maml-mt cannot be trained: single has no task parameters that a policy could be told;"
                + " families with tasks are [hopper-2d, walker-2d, ");
  }

  /** One problem, not a family of them. */
  private static final class Single implements TaskFamily {
    private final Navigation2d family = new Navigation2d();

    @Override
    public String id() {
      return "single";
    }

    @Override
    public Box parameters() {
      return Box.of(new double[0], new double[0]);
    }

    @Override
    public String parameterName(int index) {
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public RewardFunction reward() {
      return family.reward();
    }

    @Override
    public TerminationFunction termination() {
      return TerminationFunction.NEVER;
    }

    @Override
    public int horizon() {
      return 10;
    }

    @Override
    public Environment newDynamics() {
      return family.newDynamics();
    }
  }
}
