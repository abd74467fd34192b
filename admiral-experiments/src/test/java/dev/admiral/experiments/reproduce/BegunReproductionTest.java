package dev.admiral.experiments.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.admrl.AdMrlReproduction;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.run.RunConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BegunReproductionTest {
  @TempDir Path temporary;

  private Path config() {
    ReproductionRun run =
        new ReproductionRun(
            AdMrlReproduction.TASKS,
            new ReproductionRun.Request(
                "hopper-2d", "quick", List.of(1L), temporary, 1, 30, List.of(), ""));
    run.begin();
    return run.runs().getFirst().folder().config();
  }

  @Test
  void aTrainingThatGoesOnKeepsItsBeginning() {
    Path file = config();
    RunConfig fresh = RunConfig.read(file);
    assertThat(fresh.begun()).isPresent();

    RunConfig earlier = fresh.begunAt(Instant.parse("2026-01-31T12:34:56Z"));
    AtomicFile.write(file, earlier.toYaml());
    config();
    assertThat(RunConfig.read(file)).isEqualTo(earlier);

    // What an earlier version did not record stays unknown.
    AtomicFile.write(file, earlier.toYaml().replaceFirst("begun: .*\n", ""));
    config();
    assertThat(RunConfig.read(file).begun()).isEmpty();
  }
}
