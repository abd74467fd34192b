package dev.admiral.experiments.attack;

import java.util.ArrayList;
import java.util.List;

/**
 * The tests that an {@link AttackReport} is made of, which has the same parts.
 *
 * @param clean undisturbed
 * @param attacks each under the same ball
 * @param curve one attack in balls of growing radius; may be empty
 * @param iterated more steps of the first attack of {@code curve}; may be empty
 */
record AttackTests(
    PolicyTests clean,
    List<PolicyTests> attacks,
    List<PolicyTests> curve,
    List<PolicyTests> iterated) {

  /** All tests, each once. */
  List<PolicyTests> all() {
    List<PolicyTests> all = new ArrayList<>(shown());
    all.addAll(curve);
    all.addAll(iterated);
    return all.stream().distinct().toList();
  }

  /** Those that a reader compares. */
  List<PolicyTests> shown() {
    List<PolicyTests> shown = new ArrayList<>(List.of(clean));
    shown.addAll(attacks);
    return shown;
  }

  /** What came out, once all jobs are done. */
  AttackReport report() {
    return new AttackReport(
        clean.outcomes(), outcomes(attacks), outcomes(curve), outcomes(iterated));
  }

  private static List<AttackOutcomes> outcomes(List<PolicyTests> tests) {
    return tests.stream().map(PolicyTests::outcomes).toList();
  }
}
