package dev.admiral.experiments.attack;

import dev.admiral.experiments.report.PolicyReturns;
import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.experiments.statistics.Score;
import dev.admiral.rollout.NumberedEpisodes.Outcome;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one attack did to one or several policies of a method.
 *
 * @param attack on them
 * @param outcomes shape {@code [policy][seed][episode]}
 * @param largestChange the largest ‖x̃ − x‖∞ that was shown
 */
public record AttackOutcomes(
    AttackSettings attack, List<List<List<Outcome>>> outcomes, double largestChange) {

  /** The mean return with its 95 % interval over policies and, of each, episodes; seeds only number them. */
  ConfidenceInterval meanReturn() {
    return mean(outcomes);
  }

  /** As {@link #meanReturn}, of given episodes. */
  static ConfidenceInterval mean(List<List<List<Outcome>>> outcomes) {
    return PolicyReturns.meanOfPolicies(
        outcomes.stream()
            .map(seeds -> seeds.stream().flatMap(List::stream).map(Outcome::episodeReturn).toList())
            .toList());
  }

  /** Shape {@code [policy][seed][episode]}. */
  public List<List<List<Score>>> scores() {
    return outcomes.stream()
        .map(seeds ->
            seeds.stream()
                .map(episodes -> episodes.stream().map(AttackOutcomes::score).toList())
                .toList())
        .toList();
  }

  private static Score score(Outcome outcome) {
    return Score.exactly(outcome.episodeReturn());
  }

  /** The least return of an episode. */
  double worstEpisode() {
    return episodes().mapToDouble(Outcome::episodeReturn).min().orElseThrow();
  }

  /** How much the attack changed the most probable actions, mean over episodes. */
  public double actionChange() {
    return episodes().mapToDouble(Outcome::actionChange).average().orElse(0);
  }

  private Stream<Outcome> episodes() {
    return outcomes.stream().flatMap(List::stream).flatMap(List::stream);
  }

  /** What a reader calls the attack. */
  String label() {
    return PolicyReturns.label(attack.kind().id(), attack.restarts());
  }
}
