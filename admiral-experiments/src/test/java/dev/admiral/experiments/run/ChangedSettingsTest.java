package dev.admiral.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.admrl.AdMrlAlgorithm;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.file.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangedSettingsTest {
  @TempDir Path temporary;

  private static RunConfig config(String environment, String preset, List<String> assignments) {
    return RunConfig.of(
        AdMrlAlgorithm.MB_UNIF, new RunConfig.Request(environment, preset, 1, 1, 30, assignments));
  }

  private Optional<List<String>> changes(RunConfig config) {
    RunFolder folder = new RunFolder(temporary);
    AtomicFile.write(folder.config(), config.toYaml());
    return ChangedSettings.of(Algorithms.standard(), folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"quick", "standard", "paper"})
  void aPresetAsItIsChangesNothing(String preset) {
    assertThat(changes(config("ant-3d", preset, List.of()))).contains(List.of());
  }

  @Test
  void theChangesMakeTheSameSettingsAgain() {
    RunConfig changed =
        config(
            "walker-2d",
            "quick",
            List.of(
                "evaluation.tasks.grid=[2, 3]",
                "training.gradient.tolerance=1e-9",
                "training.gradient.objective=ratio",
                "training.gradient.per-time-step=false",
                "family.horizon=100",
                "family.reset-noise=2e-5",
                "training.tasks=4e0"));

    List<String> changes = changes(changed).orElseThrow();

    assertThat(changes)
        .contains("family.horizon=100", "evaluation.tasks.grid=[2,3]", "family.reset-noise=2.0E-5")
        .doesNotContain("training.tasks=4"); // as the preset has it
    assertThat(config("walker-2d", "quick", changes).settings()).isEqualTo(changed.settings());
  }

  @Test
  void whatTheRunComputedItselfIsNoChange() {
    RunConfig config =
        config("hopper-2d", "quick", List.of())
            .with(
                List.of("family.statistics.mean=[1]", "family.statistics.standard-deviation=[2]"));

    assertThat(changes(config)).contains(List.of());
  }

  @Test
  void ofAnotherVersionsRunNothingIsKnown() {
    RunConfig config = config("hopper-2d", "quick", List.of());

    assertThat(changes(config.with(List.of("training.obsolete=1")))).isEmpty();
    AtomicFile.write(temporary.resolve("config.yaml"), "algorithm: admrl");
    assertThat(ChangedSettings.of(Algorithms.standard(), new RunFolder(temporary))).isEmpty();
  }
}
