package dev.admiral.experiments.atpa;

import static dev.admiral.experiments.report.ResultText.count;

import dev.admiral.experiments.figure.AttackedPolicy;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.PolicyAttacksFigure;
import dev.admiral.experiments.figure.PolicyStudy;
import dev.admiral.experiments.figure.PolicyTableFigure;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.figure.RadiusFigure;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.statistics.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts what was measured into the experiments' figures. */
final class AtpaStory {
  private final List<TrainedRun> trained;
  private final RunConfig first;
  private final PpoSettings settings;
  private final Provenance provenance;

  AtpaStory(List<TrainedRun> trained, Provenance general) {
    this.trained = List.copyOf(trained);
    this.first = trained.getFirst().config();
    this.settings = PpoAlgorithm.settings(first);
    List<String> budget = new ArrayList<>(general.budget());
    budget.add(budget());
    this.provenance = new Provenance(general.command(), general.date(), budget);
  }

  Figure figure(AtpaReproduction experiment) {
    return switch (experiment) {
      case TABLE -> PolicyTableFigure.of(attacked(experiment), study(experiment, tests()));
      case ATTACKS -> PolicyAttacksFigure.of(attacked(experiment), study(experiment, tests()));
      case EPSILON ->
          RadiusFigure.of(
              attacked(experiment), settings.attack().epsilon(), study(experiment, tests()));
    };
  }

  private PolicyStudy study(AtpaReproduction experiment, List<String> facts) {
    return new PolicyStudy(experiment.id(), first.environment(), facts, provenance);
  }

  private List<AttackedPolicy> attacked(AtpaReproduction experiment) {
    return PolicyMeasurements.reached(trained).of(experiment).stream()
        .map(one ->
            new AttackedPolicy(
                one.method().algorithm(),
                one.method().label(),
                one.tests().attack().kind().id(),
                one.tests().attack().epsilon(),
                one.trainingSeeds(),
                returns(one.tests()),
                one.tests().actionChange(),
                one.tests().largestChange()))
        .toList();
  }

  private static List<List<List<Score>>> returns(PolicyTests tests) {
    return tests.outcomes().stream()
        .map(seeds ->
            seeds.stream()
                .map(episodes ->
                    episodes.stream()
                        .map(outcome -> Score.exactly(outcome.episodeReturn()))
                        .toList())
                .toList())
        .toList();
  }

  /** Steps of each method, which presets may shorten differently. */
  private String budget() {
    String steps =
        trained.stream()
            .map(run ->
                "%s %s"
                    .formatted(
                        run.method().label(),
                        String.format(
                            Locale.ROOT,
                            "%,d",
                            PpoAlgorithm.settings(run.config()).training().steps())))
            .distinct()
            .collect(Collectors.joining(", "));
    return "Steps of training of each seed: %s (the paper: 100,000,000).".formatted(steps);
  }

  private String seeds() {
    return "Training seeds: %s."
        .formatted(
            trained.stream()
                .map(run -> Long.toString(run.config().seed()))
                .distinct()
                .collect(Collectors.joining(", ")));
  }

  private List<String> tests() {
    PolicyTestConfig test = settings.evaluation();
    return List.of(
        "%s %s × %s of each policy under each attack; actions are %s."
            .formatted(
                seeds(),
                count(test.seeds(), "seed") + " of environments",
                count(test.episodes(), "episode"),
                switch (test.choice()) {
                  case SAMPLE -> "drawn";
                  case MODE -> "the most probable";
                }),
        attack());
  }

  private String attack() {
    AttackSettings attack = settings.attack();
    return "Attacks: l∞ balls of ε = %s; %s of %s from %s."
        .formatted(
            ResultText.coordinate(attack.epsilon()),
            count(attack.steps(), "step"),
            ResultText.coordinate(attack.stepSize()),
            attack.randomStart() ? "a random start" : "the observation itself");
  }
}
