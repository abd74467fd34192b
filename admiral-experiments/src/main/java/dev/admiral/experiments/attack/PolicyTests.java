package dev.admiral.experiments.attack;

import dev.admiral.rollout.NumberedEpisodes.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests of one or several policies of a method under one attack, as jobs of some episodes each.
 *
 * @param attack on them
 * @param policies by training seed: for each, the jobs of every environment seed
 */
public record PolicyTests(AttackSettings attack, List<List<List<PolicyTestJob>>> policies) {
  public PolicyTests {
    attack = attack.effective();
  }

  /** All episodes of a policy under an attack, cut into jobs that several workers share. */
  public static List<List<PolicyTestJob>> of(
      TrainedPolicy policy, AttackSettings attack, long firstSeed, String results) {
    PolicyTestConfig test = policy.parsed().evaluation();
    List<List<PolicyTestJob>> seeds = new ArrayList<>();
    for (int seed = 0; seed < test.seeds(); seed++) {
      List<PolicyTestJob> jobs = new ArrayList<>();
      for (int first = 0; first < test.episodes(); first += test.atOnce()) {
        int end = Math.min(test.episodes(), first + test.atOnce());
        jobs.add(new PolicyTestJob(policy, attack, firstSeed + seed, first, end, results));
      }
      seeds.add(jobs);
    }
    return seeds;
  }

  public static PolicyTests one(
      TrainedPolicy policy, AttackSettings attack, long firstSeed, String results) {
    return new PolicyTests(attack, List.of(of(policy, attack, firstSeed, results)));
  }

  public List<PolicyTestJob> jobs() {
    return policies.stream().flatMap(List::stream).flatMap(List::stream).toList();
  }

  /** What came out, once all jobs are done. */
  public AttackOutcomes outcomes() {
    List<List<List<Outcome>>> outcomes =
        policies.stream()
            .map(seeds ->
                seeds.stream()
                    .map(jobs ->
                        jobs.stream().flatMap(job -> job.result().episodes().stream()).toList())
                    .toList())
            .toList();
    double largestChange =
        jobs().stream().mapToDouble(job -> job.result().largestChange()).max().orElse(0);
    return new AttackOutcomes(attack, outcomes, largestChange);
  }
}
