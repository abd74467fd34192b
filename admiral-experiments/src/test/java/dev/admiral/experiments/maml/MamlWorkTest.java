package dev.admiral.experiments.maml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.config.Preset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MamlWorkTest {

  @ParameterizedTest
  @CsvSource({
    // clean-iterations, begun, clean, attacked; of 10 iterations
    "MAML,      6, 0, 10, 0",
    "MAML_FGSM, 6, 0,  6, 4",
    "ADGAN,     6, 6,  0, 4",
    "ADGAN,     6, 2,  4, 4",
    "ADGAN,     6, 9,  0, 1",
    "ADGAN,     0, 0,  0, 10",
    "ADGAN,    10, 0, 10, 0",
  })
  void countsWhatIsYetToBeDone(
      MamlAlgorithm algorithm, int cleanIterations, long begun, long clean, long attacked) {
    MamlSettings settings =
        Preset.load("maml", "quick")
            .applyTo(
                algorithm.defaults("navigation-2d"),
                List.of(
                    "training.iterations=10", "fine-tuning.clean-iterations=" + cleanIterations));

    assertThat(MamlWork.ofTraining(algorithm, settings, begun))
        .isEqualTo(new MamlWork(clean, attacked));
  }
}
