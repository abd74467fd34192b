package dev.admiral.experiments.figure;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Table 1 of the ATPA paper: expected returns, each over 5 trainings × 10 seeds of environments × 50 episodes after
 * 10⁸ steps, in balls of ε = 4.
 */
final class PaperReturns {
  /** The table's columns. */
  private static final List<String> METHODS = List.of("ppo", "atpa", "stagewise", "data-augment");

  private static final Map<String, Map<String, List<Double>>> TABLE =
      Map.of(
          "boxing",
          Map.of(
              "ce-pgd",
              List.of(-5.65, 97.63, 97.52, 82.69),
              "max-pgd",
              List.of(11.15, 98.13, 98.02, 84.15),
              "min-pgd",
              List.of(-8.91, 98.03, 98.03, 94.14),
              "random",
              List.of(98.70, 98.30, 98.08, 96.78),
              AttackedPolicy.NONE,
              List.of(99.44, 98.23, 98.04, 96.92)),
          "space-invaders",
          Map.of(
              "ce-pgd",
              List.of(63.31, 2557.98, 1974.53, 2000.16),
              "max-pgd",
              List.of(132.70, 2575.79, 2148.43, 1994.72),
              "min-pgd",
              List.of(68.36, 2658.02, 2249.77, 2214.56),
              "random",
              List.of(2845.76, 2727.64, 2444.70, 2401.38),
              AttackedPolicy.NONE,
              List.of(2836.46, 2718.72, 2407.65, 2394.75)),
          "carnival",
          Map.of(
              "ce-pgd",
              List.of(542.36, 4506.39, 3743.26, 3574.90),
              "max-pgd",
              List.of(765.52, 4542.42, 3838.80, 3566.73),
              "min-pgd",
              List.of(523.50, 4554.94, 3798.00, 3694.41),
              "random",
              List.of(4388.75, 4585.01, 3918.65, 3731.10),
              AttackedPolicy.NONE,
              List.of(4386.52, 4586.36, 3918.20, 3780.79)));

  private PaperReturns() {}

  /** The paper's return of a method under an attack; empty where it has none. */
  static Optional<Double> of(String environment, String method, String attack) {
    int column = METHODS.indexOf(method);
    return Optional.ofNullable(TABLE.get(environment))
        .flatMap(rows -> Optional.ofNullable(rows.get(attack)))
        .filter(_ -> column >= 0)
        .map(row -> row.get(column));
  }
}
