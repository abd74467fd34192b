package dev.admiral.pearl;

import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// What four tasks might have seen: 60 transitions each, of numbers drawn at random.
final class RandomReplays {
  private RandomReplays() {}

  /// Ends are told by the number of the step.
  static List<TaskReplay> of(IntPredicate terminates, IntPredicate ends) {
    RandomStream random = RandomStream.of(5);
    List<TaskReplay> replays = new ArrayList<>();
    for (int task = 0; task < 4; task++) {
      TaskReplay replay = new TaskReplay(1000, 1, 1);
      replay.beginContext();
      for (int t = 0; t < 60; t++) {
        replay
            .transitions()
            .add(
                number(random),
                number(random),
                (float) random.nextGaussian() + task,
                terminates.test(t),
                ends.test(t),
                number(random),
                0);
      }
      replay.endContext();
      replays.add(replay);
    }
    return replays;
  }

  private static Matrix number(RandomStream random) {
    return Matrix.of(new float[] {(float) random.nextGaussian()}, 1);
  }
}
