package dev.admiral.experiments.figure;

import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.statistics.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Policies under attacks as numbers. */
final class PolicyNumbers {
  static final String HOW_TO_READ =
      "Undiscounted returns of whole episodes, the mean over trained policies, seeds of"
          + " environments and episodes, which begin alike under every attack. Brackets, bars and"
          + " bands are 95 % intervals of a nested bootstrap over trainings and, within each,"
          + " episodes. With one training seed they say nothing of the spread between trainings.";

  private PolicyNumbers() {}

  static ResultTable table(List<AttackedPolicy> measured) {
    return new ResultTable(
        List.of("method", "attack", "ε", "return", "action change", "largest ‖δ‖∞"),
        measured.stream()
            .map(one ->
                List.of(
                    one.label(),
                    one.attackLabel(),
                    ResultText.coordinate(one.epsilon()),
                    ResultText.interval(one.meanReturn()),
                    ResultText.number(one.actionChange()),
                    ResultText.number(one.largestChange())))
            .toList());
  }

  /** Every episode. */
  static String csv(List<AttackedPolicy> measured) {
    Csv csv =
        new Csv(
            List.of("method", "attack", "epsilon", "training_seed", "environment_seed", "episode"),
            0,
            List.of("return"));
    for (AttackedPolicy one : measured) {
      for (int policy = 0; policy < one.returns().size(); policy++) {
        List<List<Score>> seeds = one.returns().get(policy);
        for (int seed = 0; seed < seeds.size(); seed++) {
          for (int episode = 0; episode < seeds.get(seed).size(); episode++) {
            csv.row(
                List.of(
                    one.method(),
                    one.attack(),
                    one.epsilon(),
                    one.trainingSeeds().get(policy),
                    seed + 1,
                    episode),
                List.of(),
                List.of(seeds.get(seed).get(episode).value()));
          }
        }
      }
    }
    return csv.toString();
  }

  /** In the order of first occurrence. */
  static <K> Map<K, List<AttackedPolicy>> by(
      List<AttackedPolicy> measured, Function<AttackedPolicy, K> key) {
    return measured.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }
}
