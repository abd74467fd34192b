package dev.admiral.experiments.atpa;

import static dev.admiral.experiments.report.ResultText.count;

import dev.admiral.experiments.attack.AttackOutcomes;
import dev.admiral.experiments.attack.AttackSettings;
import dev.admiral.experiments.attack.LandscapeConfig;
import dev.admiral.experiments.attack.PolicyAttackKind;
import dev.admiral.experiments.attack.PolicyTestConfig;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.figure.AttackedPolicy;
import dev.admiral.experiments.figure.Figure;
import dev.admiral.experiments.figure.LandscapeFigure;
import dev.admiral.experiments.figure.LearningFigure;
import dev.admiral.experiments.figure.LearningRun;
import dev.admiral.experiments.figure.PerturbationFigure;
import dev.admiral.experiments.figure.PerturbedFrame;
import dev.admiral.experiments.figure.PolicyAttacksFigure;
import dev.admiral.experiments.figure.PolicyLandscape;
import dev.admiral.experiments.figure.PolicyStudy;
import dev.admiral.experiments.figure.PolicyTableFigure;
import dev.admiral.experiments.figure.Provenance;
import dev.admiral.experiments.figure.RadiusFigure;
import dev.admiral.experiments.metrics.MetricHistory;
import dev.admiral.experiments.ppo.PpoAlgorithm;
import dev.admiral.experiments.ppo.PpoSettings;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.learner.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts what was measured into the experiments' figures. */
final class AtpaStory {
  private static final String RETURN = "rollout/ep_rew_mean";

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
      case LEARNING -> LearningFigure.of(learning(), study(experiment, List.of(seeds())));
      case LANDSCAPE -> LandscapeFigure.of(landscapes(), study(experiment, landscapeFacts()));
      case PERTURBATIONS ->
          PerturbationFigure.of(
              frames(), settings.attack().epsilon(), study(experiment, List.of(seeds(), attack())));
    };
  }

  private List<LearningRun> learning() {
    return trained.stream()
        .map(run -> {
          List<Metrics> updates =
              MetricHistory.read(run.folder().metrics()).updates().stream()
                  .filter(update -> update.values().containsKey(RETURN))
                  .toList();
          return new LearningRun(
              run.method().algorithm(),
              run.method().label(),
              run.config().seed(),
              updates.stream().map(update -> value(update, "rollout/real_samples")).toList(),
              updates.stream().map(update -> value(update, RETURN)).toList());
        })
        .toList();
  }

  private static double value(Metrics update, String tag) {
    return update.values().getOrDefault(tag, Double.NaN);
  }

  private List<PolicyLandscape> landscapes() {
    return Arrays.stream(PolicyLandscape.Stage.values())
        .flatMap(stage ->
            trained.stream()
                .flatMap(run -> MeasuredLandscape.of(run, settings.attack()).stream())
                .filter(one -> one.stage() == stage))
        .map(one ->
            new PolicyLandscape(
                one.run().method().algorithm(),
                one.run().method().label(),
                one.stage(),
                one.run().config().seed(),
                one.jobs().stream().flatMap(job -> job.result().maxima().stream()).toList(),
                one.jobs().stream().flatMap(job -> job.result().maps().stream()).toList()))
        .toList();
  }

  private List<PerturbedFrame> frames() {
    return trained.stream()
        .flatMap(run ->
            AtpaReproduction.pictures(run, settings.attack()).result().pictures().stream()
                .map(picture ->
                    new PerturbedFrame(
                        run.method().algorithm(),
                        run.method().label(),
                        run.config().seed(),
                        settings.game().screenSize(),
                        picture.pixels(),
                        picture.change(),
                        picture.before(),
                        picture.after())))
        .toList();
  }

  private List<String> landscapeFacts() {
    LandscapeConfig landscape = settings.evaluation().landscape();
    return List.of(
        "%s %s of each policy's own undisturbed episodes, %s each: %s a state (the paper: 50,000 states, 50 starts, 2,500)."
            .formatted(
                seeds(),
                count(landscape.states(), "state"),
                count(landscape.starts(), "start"),
                count((long) landscape.starts() * landscape.starts(), "divergence")),
        attack());
  }

  private PolicyStudy study(AtpaReproduction experiment, List<String> facts) {
    return new PolicyStudy(experiment.id(), first.environment(), facts, provenance);
  }

  private List<AttackedPolicy> attacked(AtpaReproduction experiment) {
    return PolicyMeasurements.reached(trained).of(experiment).stream()
        .map(AtpaStory::attacked)
        .toList();
  }

  private static AttackedPolicy attacked(PolicyMeasurements.Measurement measurement) {
    AttackOutcomes outcomes = measurement.tests().outcomes();
    return new AttackedPolicy(
        measurement.method().algorithm(),
        measurement.method().label(),
        outcomes.attack().kind().id(),
        outcomes.attack().epsilon(),
        measurement.trainingSeeds(),
        outcomes.scores(),
        outcomes.actionChange(),
        outcomes.largestChange());
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
        "%s %s of each policy under each attack; %s."
            .formatted(seeds(), test.extent(), test.actions()),
        attack());
  }

  private String attack() {
    AttackSettings attack = settings.attack().with(PolicyAttackKind.CE_PGD);
    String paper =
        Environments.isAtari(first.environment()) ? " (the paper: 4 of 255 gray levels)" : "";
    return "Attacks: l∞ balls of ε = %s%s; %s."
        .formatted(ResultText.setting(attack.epsilon()), paper, attack.search());
  }
}
