package dev.admiral.dynamics;

import dev.admiral.nn.Adam;
import dev.admiral.policy.ValueFunction;
import dev.admiral.rollout.OrnsteinUhlenbeckNoise;
import dev.admiral.trpo.TrpoConfig;
import java.util.List;

/** Settings of {@link Slbo} for {@link PointMassFamily}, whose episodes have 20 steps. */
public final class TinySlbo {
  private TinySlbo() {}

  /** Milliseconds an iteration; learns nothing to speak of. */
  public static SlboConfig fast() {
    return config(new VirtualTrainingConfig(3, 1, 80), List.of(8), 16, 0.01);
  }

  /** Learns the point mass within some iterations of a tenth of a second. */
  public static SlboConfig learning() {
    return config(new VirtualTrainingConfig(100, 10, 1000), List.of(32), 64, 0.02);
  }

  private static SlboConfig config(
      VirtualTrainingConfig training, List<Integer> hidden, int batchSize, double maximumKl) {
    var value = new ValueFunction.Config(List.of(16), 3e-3, 3, 64);
    return new SlboConfig(
        List.of(8),
        0.6,
        0.25,
        OrnsteinUhlenbeckNoise.Config.defaults(),
        new DynamicsConfig(hidden, batchSize, 2, 100, new Adam.Config(3e-3, 1e-5, 2)),
        training,
        new TrpoConfig(0.9, 0.95, maximumKl, 1.5, 0.1, 10, 10, 0.5, 0.02, value));
  }
}
