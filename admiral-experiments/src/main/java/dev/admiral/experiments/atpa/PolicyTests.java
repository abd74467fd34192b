package dev.admiral.experiments.atpa;

import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.experiments.statistics.NestedBootstrap;
import dev.admiral.experiments.statistics.NestedStatistic;
import dev.admiral.experiments.statistics.Score;
import dev.admiral.random.RandomStream;
import dev.admiral.rollout.NumberedEpisodes.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests of one or several policies of a method under one attack, as jobs of some episodes each.
 *
 * @param attack on them
 * @param policies by training seed: for each, the jobs of every environment seed
 */
record PolicyTests(AttackSettings attack, List<List<List<PolicyTestJob>>> policies) {

  /** All episodes of a policy under an attack, cut into jobs that several workers share. */
  static List<List<PolicyTestJob>> of(
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

  static PolicyTests one(
      TrainedPolicy policy, AttackSettings attack, long firstSeed, String results) {
    return new PolicyTests(attack, List.of(of(policy, attack, firstSeed, results)));
  }

  List<PolicyTestJob> jobs() {
    return policies.stream().flatMap(List::stream).flatMap(List::stream).toList();
  }

  /** Shape {@code [policy][seed][episode]}. */
  List<List<List<Outcome>>> outcomes() {
    return policies.stream()
        .map(seeds ->
            seeds.stream()
                .map(
                    jobs -> jobs.stream().flatMap(job -> job.result().episodes().stream()).toList())
                .toList())
        .toList();
  }

  /** The mean return with its 95 % interval over policies and, of each, episodes; seeds only number them. */
  ConfidenceInterval meanReturn() {
    return mean(outcomes());
  }

  /** As {@link #meanReturn}, of given episodes. */
  static ConfidenceInterval mean(List<List<List<Outcome>>> outcomes) {
    List<List<List<Score>>> scores =
        outcomes.stream()
            .map(seeds ->
                List.of(
                    seeds.stream()
                        .flatMap(List::stream)
                        .map(outcome -> Score.exactly(outcome.episodeReturn()))
                        .toList()))
            .toList();
    return NestedBootstrap.STANDARD.interval(scores, NestedStatistic.MEAN, RandomStream.of(1));
  }

  /** How much the attack changed the most probable actions, mean over episodes. */
  double actionChange() {
    return outcomes().stream()
        .flatMap(List::stream)
        .flatMap(List::stream)
        .mapToDouble(Outcome::actionChange)
        .average()
        .orElse(0);
  }

  /** The largest ‖x̃ − x‖∞ that was shown. */
  double largestChange() {
    return jobs().stream().mapToDouble(job -> job.result().largestChange()).max().orElse(0);
  }
}
