package dev.admiral.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.evaluation.AdaptationResult;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.space.Box;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static MethodRuns method(int models, int seeds, double error) {
    Evaluation evaluation =
        new Evaluation(
            "admrl",
            "point",
            List.of("x"),
            Box.cube(1, -1, 1),
            List.of(),
            LongStream.rangeClosed(1, seeds)
                .mapToObj(seed -> new AdaptationResult(new double[] {0}, seed, 0, 1, error, 5))
                .toList(),
            List.of(),
            List.of(),
            Map.of());
    return new MethodRuns(
        "admrl" + models,
        "AdMRL " + models,
        LongStream.rangeClosed(1, models)
            .mapToObj(seed -> new EvaluatedRun(seed, evaluation))
            .toList());
  }

  @Test
  void saysWhatWasRepeated() {
    assertThat(Coverage.of(method(1, 1, 2)))
        .isEqualTo("1 training seed, 1 evaluation seed: evaluation episodes only");
    assertThat(Coverage.of(method(1, 3, 2)))
        .isEqualTo("1 training seed, 3 evaluation seeds: evaluation seeds only");
    assertThat(Coverage.of(method(3, 1, 2)))
        .isEqualTo("3 training seeds, 1 evaluation seed: training seeds and evaluation episodes");
    assertThat(Coverage.of(method(3, 1, Double.NaN)))
        .isEqualTo("3 training seeds, 1 evaluation seed: training seeds only");
    assertThat(Coverage.of(method(2, 3, 2)))
        .isEqualTo("2 training seeds, 3 evaluation seeds: training seeds and evaluation seeds");
    assertThat(Coverage.of(method(1, 1, Double.NaN)))
        .isEqualTo("1 training seed, 1 evaluation seed: no interval");
  }

  @Test
  void methodsAreToldApartOnlyWhereTheyDiffer() {
    assertThat(Coverage.of(List.of(method(1, 1, 2), method(1, 1, 2))))
        .isEqualTo("1 training seed, 1 evaluation seed: evaluation episodes only");
    assertThat(Coverage.of(List.of(method(1, 1, 2), method(2, 1, 2))))
        .startsWith("AdMRL 1: 1 training seed")
        .contains("; AdMRL 2: 2 training seeds");
  }
}
