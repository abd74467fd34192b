package dev.admiral.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.evaluation.Evaluation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  @Test
  void alignsColumns() {
    ResultTable table =
        new ResultTable(
            List.of("method", "gap"),
            List.of(List.of("admrl", "−2.0"), List.of("a longer name", "1234.5")));
    assertThat(table.toText())
        .isEqualTo(
            """
            method            gap
            ─────────────  ──────
            admrl            −2.0
            a longer name  1234.5\
            """);
  }

  @Test
  void summarisesAnEvaluation() {
    String text = ResultTable.of(SampleRun.evaluation("admrl", 1, 1)).toText();
    assertThat(text.lines()).hasSize(6);
    assertThat(text).contains("0 (zero-shot)").contains("6000").contains("worst-case gap");
    assertThat(text.lines().map(String::length).max(Integer::compare).orElseThrow())
        .isLessThanOrEqualTo(150);
  }

  @Test
  void aTaskOfManyParametersIsCutShort() {
    assertThat(ResultText.task(List.of(1.0, -0.5, 0.0, 2.0))).isEqualTo("(1, −0.5, 0, 2)");
    assertThat(ResultText.task(List.of(1.0, -0.5, 0.0, 2.0, 3.0))).isEqualTo("(1, −0.5, 0, …)");
  }

  @Test
  void countsInTheSingular() {
    assertThat(ResultText.count(1, "episode")).isEqualTo("1 episode");
    assertThat(ResultText.count(0, "episode")).isEqualTo("0 episodes");
  }

  @Test
  void refusesARaggedRow() {
    assertThatThrownBy(() -> new ResultTable(List.of("a", "b"), List.of(List.of("1"))))
        .hasMessage("a table of 2 columns needs as many cells");
  }

  @Test
  void withoutEstimatesOfTheOptimumReturnsStandAlone() {
    Evaluation evaluation = SampleRun.withoutOptima(SampleRun.evaluation("maml", 1, 1));
    assertThat(ResultTable.of(evaluation).header())
        .containsExactly("method", "samples n", "mean return", "interquartile mean");
    assertThat(TaskTable.ofReturns(evaluation).rows()).hasSize(evaluation.tasks().size());
  }
}
