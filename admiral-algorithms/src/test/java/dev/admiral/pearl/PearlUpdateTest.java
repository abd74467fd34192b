package dev.admiral.pearl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PearlUpdateTest {
  private static final PearlConfig CONFIG =
      new PearlConfig(
          1,
          4,
          1,
          1,
          1,
          0,
          0,
          1,
          3,
          8,
          6,
          2,
          List.of(16),
          List.of(16),
          true,
          0,
          5,
          0.3,
          0.01,
          1e-3,
          1e-3,
          1000);

  /// γ is 0: targets depend on z too, and nothing is pulled back through them.
  /// A critic that is not flat, an encoder whose factors differ.
  private static PearlAgent agent() {
    PearlAgent agent = PearlAgent.fresh(CONFIG, new HiddenGoal(), new RandomStreams(3));
    RandomStream random = RandomStream.of(4);
    var encoder = agent.encoder().network();
    float[] packed = encoder.pack(agent.encoderParameters());
    for (int i = 0; i < packed.length; i++) {
      packed[i] = (float) (0.4 * random.nextGaussian());
    }
    encoder.unpack(packed, agent.encoderParameters());
    return agent;
  }

  /// Steps before it, so that the critics depend on z.
  private static PearlUpdate learned(PearlAgent agent, List<TaskReplay> replays, int steps) {
    PearlUpdate update = new PearlUpdate(CONFIG, agent, new RandomStreams(6), Workers.SERIAL);
    for (int i = 0; i < steps; i++) {
      update.learn(replays);
    }
    return update;
  }

  /// Both critics' errors and λ·Σ KL, as they were before the step.
  private static double loss(Metrics metrics) {
    return 2 * value(metrics, "train/critic_loss")
        + CONFIG.klWeight() * CONFIG.metaBatch() * value(metrics, "train/latent_kl");
  }

  private static double value(Metrics metrics, String tag) {
    return Objects.requireNonNull(metrics.values().get(tag));
  }

  @Test
  void theEncodersGradientIsThatOfDifferences() {
    int steps = 200;
    List<TaskReplay> replays = RandomReplays.of(t -> t % 7 == 6, t -> t % 7 == 6);
    PearlAgent agent = agent();
    PearlUpdate update = learned(agent, replays, steps);
    float[] there = agent.encoderParameters().clone();
    update.learn(replays);
    float[] gradient = update.encoderGradient().clone();
    double largest = 0;
    for (float g : gradient) {
      largest = Math.max(largest, Math.abs(g));
    }
    int compared = 0;
    for (int k = 0; k < gradient.length; k += 3) {
      if (gradient[k] == 0) {
        continue; // padding, or a unit that is off
      }
      double slope =
          (lossAt(there, k, 2e-3f, replays, steps) - lossAt(there, k, -2e-3f, replays, steps))
              / 4e-3;
      assertThat((double) gradient[k]).isCloseTo(slope, within(0.02 * largest));
      compared++;
    }
    assertThat(compared).isGreaterThan(30);
  }

  private static double lossAt(
      float[] parameters, int k, float by, List<TaskReplay> replays, int steps) {
    PearlAgent agent = agent();
    PearlUpdate update = learned(agent, replays, steps);
    System.arraycopy(parameters, 0, agent.encoderParameters(), 0, parameters.length);
    agent.encoderParameters()[k] += by;
    update.forget();
    update.learn(replays);
    Metrics metrics = new Metrics(1);
    update.report(metrics);
    return loss(metrics);
  }
}
