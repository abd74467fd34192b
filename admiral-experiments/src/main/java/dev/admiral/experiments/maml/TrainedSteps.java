package dev.admiral.experiments.maml;

import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.experiments.reproduce.TrainedRun;
import dev.admiral.maml.MamlConfig;
import java.util.List;
import java.util.stream.LongStream;

/** After how many iterations of a training there are policies to be measured. */
interface TrainedSteps {

  /** Those on the disk. */
  TrainedSteps REACHED =
      new TrainedSteps() {
        @Override
        public long last(TrainedRun run) {
          return LoadedCheckpoints.latestStep(run.folder().path());
        }

        @Override
        public List<Long> milestones(TrainedRun run) {
          return run.folder().milestones().steps();
        }
      };

  /** Those that there will be once the training has finished. */
  TrainedSteps FORETOLD =
      new TrainedSteps() {
        @Override
        public long last(TrainedRun run) {
          return training(run).iterations();
        }

        @Override
        public List<Long> milestones(TrainedRun run) {
          return LongStream.rangeClosed(1, last(run))
              .filter(step -> training(run).isMilestone(step))
              .boxed()
              .toList();
        }

        private static MamlConfig training(TrainedRun run) {
          return MamlAlgorithm.settings(run.config()).training();
        }
      };

  long last(TrainedRun run);

  List<Long> milestones(TrainedRun run);
}
