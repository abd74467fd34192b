package dev.admiral.experiments.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What ATPA's paper claims of policies under attacks, against what was measured. */
final class PolicyVerdicts {
  static final String ATPA = "atpa";
  static final String STANDARD = "ppo";
  static final String POLICY_ATTACK = "ce-pgd";
  private static final String NOISE = "random";

  private PolicyVerdicts() {}

  /**
   * Whether ATPA keeps the highest return under each attack: under those that search, of all methods; under noise and
   * undisturbed, where the paper's standard policy is often higher, of the defences.
   */
  static List<String> highestReturn(List<AttackedPolicy> measured) {
    List<String> verdicts = new ArrayList<>();
    PolicyNumbers.by(measured, AttackedPolicy::attackLabel)
        .forEach((label, methods) -> {
          boolean harmless = methods.stream().anyMatch(one -> !searches(one));
          List<Contender> contenders =
              methods.stream()
                  .filter(one -> !harmless || !one.method().equals(STANDARD))
                  .map(AttackedPolicy::amongMethods)
                  .toList();
          verdicts.add(
              new Verdict(
                      harmless
                          ? "return of the defences (%s)".formatted(label)
                          : "return under " + label,
                      false)
                  .on(ATPA, contenders));
        });
    return verdicts;
  }

  /** Whether the policy attack leaves the method the lowest return of all attacks. */
  static String strongestAttack(String label, List<AttackedPolicy> attacks) {
    return new Verdict("return of " + label, true)
        .on(
            POLICY_ATTACK,
            attacks.stream()
                .filter(one -> !one.attack().equals(AttackedPolicy.NONE))
                .map(AttackedPolicy::amongAttacks)
                .toList());
  }

  /** Whether ATPA's episodes differ least in their returns. */
  static String leastSpread(String where, List<AttackedPolicy> methods) {
    return new Verdict("standard deviation of episodes' returns " + where, true)
        .on(
            ATPA,
            methods.stream()
                .map(one ->
                    new Contender(
                        one.method(),
                        one.label(),
                        one.returns(),
                        models ->
                            Arrays.stream(models)
                                .mapToDouble(PolicyVerdicts::standardDeviation)
                                .average()
                                .orElse(Double.NaN)))
                .toList());
  }

  /** Of all episodes of one policy, whatever their seed; divided by their number. */
  private static double standardDeviation(double[][] seeds) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (double[] episodes : seeds) {
      for (double value : episodes) {
        sum += value;
        squares += value * value;
        count++;
      }
    }
    double mean = sum / count;
    return Math.sqrt(Math.max(0, squares / count - mean * mean));
  }

  private static boolean searches(AttackedPolicy one) {
    return !one.attack().equals(AttackedPolicy.NONE) && !one.attack().equals(NOISE);
  }
}
