package dev.admiral.experiments.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.environment.FamiliesOnClassPath;
import dev.admiral.experiments.examples.RiverBoat;
import dev.admiral.experiments.run.RunConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's family that has no grid of test tasks, with the presets. */
class ManyParametersTest {
  @TempDir Path temporary;

  private void withFamilies(FamiliesOnClassPath.Action action) {
    FamiliesOnClassPath.with(
        temporary, List.of(TwoBuoys.class.getName(), RiverBoat.class.getName()), action);
  }

  private static Map<String, String> settings(
      String algorithm, String family, String preset, String... assignments) {
    return Yaml.flatten(
        RunConfig.of(
                Algorithms.standard().get(algorithm),
                new RunConfig.Request(family, preset, 1, 1, 30, List.of(assignments)))
            .settings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"admrl", "mb-unif", "mb-gauss", "mt-joint", "maml-mt", "pearl-mt"})
  void areTestedOnTheBoundaryAtEveryPreset(String algorithm) {
    withFamilies(() -> {
      for (String preset : List.of("quick", "standard", "paper")) {
        assertThat(settings(algorithm, "two-buoys", preset))
            .containsEntry("evaluation.tasks.grid", "[]")
            .containsEntry("evaluation.tasks.boundary-tasks", preset.equals("quick") ? "6" : "20");
        assertThat(settings(algorithm, "river-boat", preset))
            .containsEntry("evaluation.tasks.grid", preset.equals("quick") ? "[3]" : "[6]")
            .containsEntry("evaluation.tasks.boundary-tasks", "0");
      }
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"maml", "pearl"})
  void areTestedAsAdMrlWhereAUserWantsIt(String algorithm) {
    withFamilies(() -> {
      for (String preset : List.of("quick", "standard", "paper")) {
        assertThat(settings(algorithm, "two-buoys", preset))
            .containsEntry("comparison.tasks.grid", "[]")
            .containsEntry("comparison.tasks.boundary-tasks", "0");
        assertThat(settings(algorithm, "two-buoys", preset, "comparison.tasks.boundary-tasks=5"))
            .containsEntry("comparison.tasks.boundary-tasks", "5");
      }
    });
  }

  @Test
  void mayHaveAGridInPlaceOfTheBoundary() {
    withFamilies(() -> {
      assertThat(
              settings(
                  "admrl",
                  "two-buoys",
                  "quick",
                  "evaluation.tasks.grid=[2]",
                  "evaluation.tasks.boundary-tasks=0"))
          .containsEntry("evaluation.tasks.grid", "[2]");
      assertThatThrownBy(() -> settings("admrl", "two-buoys", "quick", "evaluation.tasks.grid=[2]"))
          .isInstanceOf(UsageException.class)
          .hasMessage(
              "evaluation.tasks.boundary-tasks are in place of a grid: set grid=[] with them, or"
                  + " boundary-tasks=0 with a grid");
    });
  }
}
