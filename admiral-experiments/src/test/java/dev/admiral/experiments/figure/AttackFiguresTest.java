package dev.admiral.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.chart.Chart;
import dev.admiral.experiments.chart.Mark;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.figure.AttackFigures.Story;
import dev.admiral.experiments.statistics.Score;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttackFiguresTest {
  private static final Story STORY =
      new Story("adgan-table", "Returns", "a claim", List.of("a verdict"), List.of("a fact"));

  /** Two trained models with two tasks and one evaluation seed each, around a return. */
  private static AttackedMethod method(String label, String attack, double mean) {
    return new AttackedMethod(
        label, attack, 0.2, List.of(7L, 3L), returns(mean - 5), returns(mean), 0.1, 0.2);
  }

  private static List<List<List<Score>>> returns(double mean) {
    return List.of(
        List.of(List.of(new Score(mean - 1, 0.5)), List.of(new Score(mean, 0.5))),
        List.of(List.of(new Score(mean, 0.5)), List.of(new Score(mean + 1, 0.5))));
  }

  @Test
  void aVerdictIsClearWhereIntervalsAreApart() {
    AttackedMethod subject = method("adMRL", "clean", -10);

    assertThat(verdict(subject, -20))
        .startsWith("**Holds** (clean): adMRL has the highest return.");
    assertThat(verdict(subject, -10.1))
        .startsWith("**Not clear** (clean): adMRL has the highest return, but intervals overlap.");
    assertThat(verdict(subject, -9.9))
        .startsWith(
            "**Not clear** (clean): MAML has the highest return, but its interval overlaps that of"
                + " adMRL.");
    assertThat(verdict(subject, -2))
        .startsWith("**Does not hold** (clean): MAML has the highest return.");
  }

  private static String verdict(AttackedMethod subject, double other) {
    return AttackFigures.verdict("adMRL", List.of(method("MAML", "clean", other), subject));
  }

  @Test
  void theDataNameTheSeedsOfTheTrainings() {
    Figure figure =
        AttackFigures.dots(STORY, List.of(method("MAML", "clean", -10)), SampleMethods.PROVENANCE);

    assertThat(figure.csv())
        .isEqualTo(
            """
            method,attack,at,training_seed,task,evaluation_seed,return_before,return,standard_error,largest_change,largest_length
            MAML,clean,0.2,7,1,1,-16.0,-11.0,0.5,0.1,0.2
            MAML,clean,0.2,7,2,1,-15.0,-10.0,0.5,0.1,0.2
            MAML,clean,0.2,3,1,1,-15.0,-10.0,0.5,0.1,0.2
            MAML,clean,0.2,3,2,1,-14.0,-9.0,0.5,0.1,0.2
            """);
  }

  @Test
  void allPanelsOfDotsHaveOneScale() {
    Figure figure =
        AttackFigures.dots(
            STORY,
            List.of(method("MAML", "clean", -10), method("MAML", "noise", -100)),
            SampleMethods.PROVENANCE);

    List<List<String>> scales =
        ((Panels) figure.picture())
            .rows().stream().flatMap(row -> row.charts().stream()).map(this::ticks).toList();
    assertThat(scales).hasSize(2);
    assertThat(scales.getFirst()).contains("−100", "0").isEqualTo(scales.getLast());
  }

  private List<String> ticks(Chart chart) {
    return chart.draw().marks().stream()
        .flatMap(mark -> mark instanceof Mark.Label label ? Stream.of(label.text()) : Stream.of())
        .filter(text -> text.matches("−?[0-9.]+"))
        .toList();
  }

  @Test
  void everyTrainedModelHasASeed() {
    assertThatThrownBy(() ->
            new AttackedMethod(
                "MAML", "clean", 0, List.of(1L, 2L), List.of(List.of()), List.of(List.of()), 0, 0))
        .hasMessage("1 trained models have not 2 seeds");
  }
}
