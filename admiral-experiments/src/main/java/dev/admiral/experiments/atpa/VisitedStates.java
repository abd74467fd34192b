package dev.admiral.experiments.atpa;

import dev.admiral.experiments.attack.LoadedPolicy;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;

/** Draws from what a policy sees in its own undisturbed episodes, every observation being equally probable. */
final class VisitedStates {
  private final Matrix kept;
  private final RandomStream random;
  private int seen;

  private VisitedStates(Matrix kept, RandomStream random) {
    this.kept = kept;
    this.random = random;
  }

  /**
   * Different observations of as many whole episodes as have that many.
   *
   * @return shape {@code [count, observation]}
   */
  static Matrix draw(LoadedPolicy policy, RandomStreams streams, int count) {
    VisitedStates states =
        new VisitedStates(
            Matrix.zeros(count, policy.observations().size()), streams.stream("states"));
    for (int episode = 0; states.seen < count; episode++) {
      var _ =
          policy
              .episodes()
              .watch(
                  policy.policy(),
                  policy.parameters(),
                  streams,
                  episode,
                  episode + 1,
                  states::offer);
    }
    return states.kept;
  }

  /** Reservoir sampling: the k-th observation replaces one of n with probability n/k. */
  private void offer(Matrix observations) {
    for (int r = 0; r < observations.rows(); r++) {
      int place = seen < kept.rows() ? seen : random.nextInt(seen + 1);
      if (place < kept.rows()) {
        kept.copyRow(place, observations, r);
      }
      seen++;
    }
  }
}
