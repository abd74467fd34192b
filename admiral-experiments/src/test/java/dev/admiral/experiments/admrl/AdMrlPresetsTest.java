package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.admrl.AdMrlConfig;
import dev.admiral.experiments.comparison.TestTasks;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The presets as they are for each family. */
class AdMrlPresetsTest {
  private static AdMrlSettings settings(
      AdMrlAlgorithm algorithm, String preset, String family, String... assignments) {
    return Preset.load(algorithm.presetFolder(), preset, family)
        .applyTo(algorithm.defaults(family), List.of(assignments));
  }

  private static AdMrlSettings settings(String preset, String family, String... assignments) {
    return settings(AdMrlAlgorithm.ADMRL, preset, family, assignments);
  }

  static Stream<Arguments> combinations() {
    return Stream.of(AdMrlAlgorithm.values())
        .flatMap(algorithm ->
            algorithm.presets().stream()
                .flatMap(preset ->
                    algorithm.environments().stream()
                        .map(family -> Arguments.of(algorithm, preset, family))));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void bindAndPassTheCheck(AdMrlAlgorithm algorithm, String preset, String family) {
    AdMrlSettings settings = settings(algorithm, preset, family);

    algorithm.check(settings, family);

    assertThat(settings.training().selection()).isEqualTo(algorithm.selection());
    assertThat(RecordBinder.bind(algorithm.defaults(family), Yaml.tree(settings)))
        .isEqualTo(settings);
    // A preset may shorten a training; it may not change what the paper tuned for the family.
    AdMrlConfig paper = settings(algorithm, "paper", family).training();
    assertThat(settings.training().gradient()).isEqualTo(paper.gradient());
  }

  /** Appendix C, table 1. */
  @ParameterizedTest
  @CsvSource({
    "hopper-2d, 2, 10",
    "walker-2d, 8, 10",
    "ant-2d, 4, 20",
    "ant-3d, 4, 20",
    "cheetah-highdim, 16, 20",
  })
  void ofThePaperHaveItsNumbersForEachFamily(String family, double learningRate, int stages) {
    for (AdMrlAlgorithm algorithm : AdMrlAlgorithm.values()) {
      AdMrlConfig paper = settings(algorithm, "paper", family).training();
      assertThat(paper.gradient().learningRate()).isEqualTo(learningRate);
      assertThat(paper.firstTaskStages()).isEqualTo(stages);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hopper-2d, 9, 36",
    "walker-2d, 9, 36",
    "ant-2d, 9, 36",
    "ant-3d, 8, 48",
    "cheetah-highdim, 6, 20",
  })
  void testOnFewTasksIfQuickAndOnThePapersOtherwise(String family, int quick, int others) {
    assertThat(testTasks("quick", family)).isEqualTo(quick);
    assertThat(testTasks("standard", family)).isEqualTo(others);
    assertThat(testTasks("paper", family)).isEqualTo(others);
  }

  private static int testTasks(String preset, String family) {
    AdMrlSettings settings = settings(preset, family);
    return TestTasks.of(settings.evaluation().tasks(), AdMrlAlgorithm.family(settings, family))
        .tasks()
        .size();
  }

  @Test
  void ofAFamilyComeOnTopOfTheGeneralOnes() {
    Preset general = Preset.load("admrl", "quick");
    Preset own = Preset.load("admrl", "quick", "ant-3d");

    assertThat(own.name()).isEqualTo("quick");
    assertThat(own.description()).isEqualTo(general.description()).isNotEmpty();
    assertThat(settings("quick", "ant-3d").evaluation().tasks().grid()).containsExactly(2);
    assertThat(settings("quick", "ant-3d").training().tasks())
        .isEqualTo(settings("quick", "ant-2d").training().tasks())
        .isEqualTo(4);
    assertThat(Preset.load("admrl", "quick", "hopper-2d")).isEqualTo(general);
  }

  @Test
  void comeBeneathWhatAUserSets() {
    AdMrlSettings settings =
        settings(
            "quick",
            "ant-3d",
            "evaluation.tasks.grid=[5, 1, 1]",
            "training.gradient.learning-rate=3",
            "training.first-task-stages=7");

    assertThat(settings.evaluation().tasks().grid()).containsExactly(5, 1, 1);
    assertThat(settings.training().gradient().learningRate()).isEqualTo(3);
    assertThat(settings.training().firstTaskStages()).isEqualTo(7);
    assertThat(settings.training().tasks()).isEqualTo(4);
  }

  @Test
  void ofAnAlgorithmComeOnTopOfItsFamilys() {
    assertThat(settings("paper", "ant-2d").training().firstTaskStages()).isEqualTo(20);
    assertThat(settings("quick", "ant-2d").training().firstTaskStages()).isEqualTo(6);
  }
}
