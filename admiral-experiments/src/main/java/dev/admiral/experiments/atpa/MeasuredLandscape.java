package dev.admiral.experiments.atpa;

import dev.admiral.experiments.figure.PolicyLandscape.Stage;
import dev.admiral.experiments.reproduce.TrainedRun;
import java.util.List;

/**
 * The landscape of a policy at one stage of its training.
 *
 * @param jobs that measure it
 */
record MeasuredLandscape(TrainedRun run, Stage stage, List<LandscapeJob> jobs) {

  /** Of a training's two milestones. */
  static List<MeasuredLandscape> of(TrainedRun run) {
    long updates = PpoAlgorithm.settings(run.config()).training().updates();
    return List.of(of(run, Stage.MIDDLE, (updates + 1) / 2), of(run, Stage.END, updates));
  }

  private static MeasuredLandscape of(TrainedRun run, Stage stage, long step) {
    return new MeasuredLandscape(
        run,
        stage,
        LandscapeJob.of(
            TrainedPolicy.of(run.config(), run.folder(), step),
            PolicyAttack.kept(run.folder()).toString()));
  }
}
