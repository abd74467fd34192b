package dev.admiral.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.UsageException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class RecordBinderTest {
  private static final Root DEFAULTS =
      new Root(
          1,
          2L,
          0.5,
          false,
          "text",
          Mode.PER_STEP,
          List.of(500, 500),
          List.of(0.25),
          Optional.empty(),
          new Inner(3, new Innermost(1e-300)));

  record Root(
      int count,
      long bigCount,
      double rate,
      boolean enabled,
      String name,
      Mode mode,
      List<Integer> hiddenSizes,
      List<Double> scales,
      Optional<Integer> limit,
      Inner inner) {}

  enum Mode {
    PER_STEP,
    PER_TRAJECTORY
  }

  record Inner(int horizon, Innermost innermost) {
    Inner {
      if (horizon < 1) {
        throw new IllegalArgumentException("horizon must be at least 1, not " + horizon);
      }
      if (horizon == 13) {
        throw new IllegalArgumentException("thirteen is unlucky");
      }
    }
  }

  record Innermost(double stepSize) {}

  @Test
  void nothingChangesNothing() {
    assertThat(bind("")).isEqualTo(DEFAULTS);
  }

  @Test
  void everyTypeIsBound() {
    assertThat(
            bind(
                """
                count: 1e6
                big-count: 9223372036854775807
                rate: 3
                enabled: true
                name: "1"
                mode: per-trajectory
                hidden-sizes: [1, 2, 3]
                scales: [1, 2.5]
                limit: 7
                inner:
                  innermost:
                    step-size: 1e-2
                """))
        .isEqualTo(
            new Root(
                1_000_000,
                Long.MAX_VALUE,
                3,
                true,
                "1",
                Mode.PER_TRAJECTORY,
                List.of(1, 2, 3),
                List.of(1.0, 2.5),
                Optional.of(7),
                new Inner(3, new Innermost(0.01))));
    assertThat(bind("limit: null").limit()).isEmpty();
    assertThat(bind("hidden-sizes: []").hiddenSizes()).isEmpty();
  }

  @Test
  void whatIsWrittenReadsBackTheSame() {
    Root changed = bind("{rate: 0.1, limit: 3, name: 'yes: \"no\"', mode: per-trajectory}");
    for (Root root : List.of(DEFAULTS, changed)) {
      String yaml = Yaml.write(Yaml.tree(root));

      assertThat(RecordBinder.bind(DEFAULTS, Yaml.parse("test", yaml))).isEqualTo(root);
      assertThat(Yaml.write(Yaml.tree(root))).isEqualTo(yaml);
    }
  }

  @Test
  void keysAreWrittenInTheOrderOfTheRecord() {
    assertThat(Yaml.write(Yaml.tree(DEFAULTS)))
        .isEqualTo(
            """
            count: 1
            big-count: 2
            rate: 0.5
            enabled: false
            name: text
            mode: per-step
            hidden-sizes:
            - 500
            - 500
            scales:
            - 0.25
            limit: null
            inner:
              horizon: 3
              innermost:
                step-size: 1.0E-300
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "cuont: 1|unknown key \"cuont\"; did you mean \"count\"? allowed: count, big-count, rate,",
        "inner: {innermost: {size: 1}}|unknown key of inner.innermost \"size\"; allowed: step-size",
        "count: two|count is \"two\", but must be a whole number",
        "count: 99999999999999999999|count is 99999999999999999999, but must be a whole number from"
            + " -2147483648 to 2147483647",
        "count: 3000000000|count is 3000000000, but must be a whole number",
        "count: 0.5|count is 0.5, but must be a whole number",
        "count: null|count is null, but must be a whole number",
        "big-count: 1e300|big-count is 1.0E300, but must be a whole number",
        "rate: true|rate is true, but must be a number",
        "enabled: 1|enabled is 1, but must be true or false",
        "name: 1|name is 1, but must be text (put it in quotes)",
        "mode: per-stp|unknown mode \"per-stp\"; did you mean \"per-step\"? allowed: per-step,",
        "mode: 1|mode is 1, but must be one of per-step, per-trajectory",
        "hidden-sizes: 5|hidden-sizes is 5, but must be a list such as [1, 2]",
        "hidden-sizes: [5, x]|hidden-sizes[1] is \"x\", but must be a whole number",
        "inner: 5|inner is 5, but must hold the keys horizon, innermost",
        "inner: {horizon: 0}|inner.horizon must be at least 1, not 0",
        "inner: {horizon: 13}|inner: thirteen is unlucky",
      })
  void whatIsImpossibleIsNamedByItsPath(String yaml, String message) {
    assertThatThrownBy(() -> bind(yaml))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void laterAssignmentsAndDeeperTreesWin() {
    ObjectNode preset = Yaml.parse("preset", "{count: 5, inner: {horizon: 9}}");
    ObjectNode merged = Yaml.merge(preset, Yaml.assignment("inner.innermost.step-size=0.5"));

    Root root = RecordBinder.bind(DEFAULTS, Yaml.merge(merged, Yaml.assignment("count=6")));

    assertThat(root.count()).isEqualTo(6);
    assertThat(root.inner()).isEqualTo(new Inner(9, new Innermost(0.5)));
    assertThat(preset).isEqualTo(Yaml.parse("preset", "{count: 5, inner: {horizon: 9}}"));
  }

  @Test
  void assignmentsMayHoldLists() {
    assertThat(
            RecordBinder.bind(DEFAULTS, Yaml.assignment("hidden-sizes=[1000, 1000]")).hiddenSizes())
        .containsExactly(1000, 1000);
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    assertThatThrownBy(() -> bind("count: 1\ncount: 2"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("count");
  }

  private static Root bind(String yaml) {
    return RecordBinder.bind(DEFAULTS, Yaml.parse("test", yaml));
  }
}
