package dev.admiral.experiments.report;

import dev.admiral.experiments.chart.DotChart;
import dev.admiral.experiments.chart.DotChart.Column;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.chart.Size;
import java.util.List;

/** A policy's returns under each attack. */
public final class ReturnCharts {
  private static final int COLUMN = 110;

  private ReturnCharts() {}

  /**
   * A column for each attack, with every episode beside its mean.
   *
   * @param label of the policy
   */
  public static NamedChart of(String label, PolicyReturns returns) {
    boolean oneRadius =
        returns.rows().stream()
                .filter(row -> !row.isClean())
                .map(PolicyReturns.Row::epsilon)
                .distinct()
                .count()
            <= 1;
    List<Column> columns =
        returns.byAttack().entrySet().stream()
            .map(attack ->
                new Column(
                    oneRadius ? attack.getValue().getFirst().shortLabel() : attack.getKey(),
                    PolicyReturns.mean(attack.getValue()),
                    attack.getValue().stream().map(PolicyReturns.Row::episodeReturn).toList()))
            .toList();
    return new NamedChart(
        "returns-under-attack",
        new DotChart(
            "Returns of " + label,
            "undiscounted return of an episode",
            columns,
            Vertical.LINEAR,
            new Size(Math.max(480, 100 + COLUMN * columns.size()), 400)),
        "Mean and 95 % interval, with every episode beside them.");
  }
}
