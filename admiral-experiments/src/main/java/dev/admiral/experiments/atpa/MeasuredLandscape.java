package dev.admiral.experiments.atpa;

import dev.admiral.experiments.attack.AttackSettings;
import dev.admiral.experiments.attack.PolicyAttack;
import dev.admiral.experiments.attack.TrainedPolicy;
import dev.admiral.experiments.figure.PolicyLandscape.Stage;
import dev.admiral.experiments.ppo.PpoAlgorithm;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.ppo.PpoConfig;
import java.util.List;

/**
 * The landscape of a policy at one stage of its training.
 *
 * @param jobs that measure it
 */
record MeasuredLandscape(TrainedRun run, Stage stage, List<LandscapeJob> jobs) {

  /** Of a training's two milestones. */
  static List<MeasuredLandscape> of(TrainedRun run, AttackSettings attack) {
    PpoConfig training = PpoAlgorithm.settings(run.config()).training();
    return List.of(
        of(run, attack, Stage.MIDDLE, training.middle()),
        of(run, attack, Stage.END, training.updates()));
  }

  private static MeasuredLandscape of(
      TrainedRun run, AttackSettings attack, Stage stage, long step) {
    return new MeasuredLandscape(
        run,
        stage,
        LandscapeJob.of(
            TrainedPolicy.of(run.config(), run.folder(), step),
            attack,
            PolicyAttack.kept(run.folder()).toString()));
  }
}
