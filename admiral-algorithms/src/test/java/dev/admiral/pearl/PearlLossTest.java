package dev.admiral.pearl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.sac.TransitionRing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One gradient step with a discount and terminal rows, against the same losses by hand in double precision.
class PearlLossTest {
  private static final int TASKS = 3;
  private static final int BATCH = 8;
  private static final int CONTEXT = 6;
  private static final int LATENT = 2;
  private static final double GAMMA = 0.9;
  private static final double REWARD_SCALE = 5;
  private static final double KL_WEIGHT = 0.3;
  private static final double TAU = 0.01;
  private static final int SEED = 6;

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
          TASKS,
          BATCH,
          CONTEXT,
          LATENT,
          List.of(16),
          List.of(16),
          true,
          GAMMA,
          REWARD_SCALE,
          KL_WEIGHT,
          TAU,
          1e-3,
          1e-3,
          1000);

  /// Of (s, a, r, s′); of (s, z, a); of (s, z).
  private static final Mlp ENCODER =
      new Mlp(4, CONFIG.encoderHidden(), 2 * LATENT, Activation.RELU);

  private static final Mlp CRITIC = new Mlp(1 + LATENT + 1, CONFIG.hidden(), 1, Activation.RELU);
  private static final Mlp VALUE = new Mlp(1 + LATENT, CONFIG.hidden(), 1, Activation.RELU);
  private static final Mlp POLICY = new Mlp(1 + LATENT, CONFIG.hidden(), 2, Activation.RELU);

  private record Row(double s, double a, double r, double continuation, double next) {}

  /// What the step drew of one task.
  private record Drawn(List<Row> context, double[] latentNoise, List<Row> batch) {}

  private final List<TaskReplay> replays = RandomReplays.of(t -> t % 6 == 2, t -> t % 3 == 2);
  private final PearlAgent agent = PearlAgent.fresh(CONFIG, new HiddenGoal(), new RandomStreams(3));
  private final PearlUpdate update =
      new PearlUpdate(CONFIG, agent, new RandomStreams(SEED), Workers.SERIAL);
  private final Checkpoint before = new Checkpoint();
  private final Checkpoint after = new Checkpoint();
  private final List<Drawn> drawn = new ArrayList<>();
  private final double[] actionNoise = new double[TASKS * BATCH];
  private final Metrics metrics = new Metrics(1);

  /// Networks of which none is flat, one step, and its draws once more.
  @BeforeEach
  void step() {
    RandomStream random = RandomStream.of(8);
    Checkpoint fresh = new Checkpoint();
    update.save(fresh);
    fresh
        .tensors()
        .forEach((name, tensor) -> {
          if (tensor instanceof Checkpoint.Floats floats
              && (name.endsWith("/parameters") || name.equals("encoder"))) {
            for (int i = 0; i < floats.values().length; i++) {
              floats.values()[i] = (float) (0.4 * random.nextGaussian());
            }
          }
        });
    update.restore(fresh);
    update.save(before);
    update.forget();
    update.learn(replays);
    update.save(after);
    update.report(metrics);

    RandomStreams same = new RandomStreams(SEED);
    RandomStream tasks = same.stream("pearl/update/tasks");
    RandomStream sampling = same.stream("pearl/update/sampling");
    RandomStream noise = same.stream("pearl/update/noise");
    List<TaskReplay> chosen =
        IntStream.range(0, TASKS).mapToObj(m -> replays.get(tasks.nextInt(4))).toList();
    for (TaskReplay replay : chosen) {
      List<Row> context =
          IntStream.range(0, CONTEXT)
              .mapToObj(i -> row(replay.transitions(), replay.sampleContext(sampling)))
              .toList();
      drawn.add(new Drawn(context, new double[LATENT], new ArrayList<>()));
    }
    for (Drawn one : drawn) {
      Arrays.setAll(one.latentNoise, i -> noise.nextGaussian());
    }
    for (int m = 0; m < TASKS; m++) {
      TransitionRing ring = chosen.get(m).transitions();
      for (int b = 0; b < BATCH; b++) {
        drawn.get(m).batch.add(row(ring, ring.sample(sampling)));
      }
    }
    Arrays.setAll(actionNoise, i -> noise.nextGaussian());
    assertThat(drawn.stream().flatMap(one -> one.batch.stream()))
        .extracting(Row::continuation)
        .contains(0.0, 1.0);
  }

  private static Row row(TransitionRing ring, long position) {
    Matrix number = Matrix.zeros(3, 1);
    ring.observation(position, number, 0);
    ring.action(position, number, 1);
    ring.nextObservation(position, number, 2);
    return new Row(
        number.get(0, 0),
        number.get(1, 0),
        ring.reward(position),
        ring.continuation(position),
        number.get(2, 0));
  }

  private static float[] parameters(Mlp network, Checkpoint checkpoint, String name) {
    float[] parameters = new float[network.parameterLength()];
    network.unpack(checkpoint.floats(name), parameters);
    return parameters;
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  /// The outputs of a ReLU perceptron.
  private static double[] forward(Mlp network, double[] parameters, double... inputs) {
    double[] layer = inputs;
    for (int l = 0; l < network.layers(); l++) {
      double[] outputs = new double[network.out(l)];
      for (int o = 0; o < outputs.length; o++) {
        outputs[o] = parameters[network.biasIndex(l, o)];
        for (int i = 0; i < layer.length; i++) {
          outputs[o] += parameters[network.weightIndex(l, i, o)] * layer[i];
        }
        if (l < network.layers() - 1) {
          outputs[o] = Math.max(0, outputs[o]);
        }
      }
      layer = outputs;
    }
    return layer;
  }

  private static double[] forward(
      Mlp network, Checkpoint checkpoint, String name, double... inputs) {
    return forward(network, doubles(parameters(network, checkpoint, name)), inputs);
  }

  /// q(z|c): μ and then σ².
  private static double[] posterior(double[] encoder, Drawn task) {
    double[] precision = new double[LATENT];
    double[] weighted = new double[LATENT];
    for (Row c : task.context) {
      double[] factor = forward(ENCODER, encoder, c.s, c.a, c.r, c.next);
      for (int i = 0; i < LATENT; i++) {
        double variance = Math.log1p(Math.exp(factor[LATENT + i]));
        precision[i] += 1 / variance;
        weighted[i] += factor[i] / variance;
      }
    }
    return DoubleStream.concat(
            IntStream.range(0, LATENT).mapToDouble(i -> weighted[i] / precision[i]),
            Arrays.stream(precision).map(p -> 1 / p))
        .toArray();
  }

  private static double[] latent(double[] encoder, Drawn task) {
    double[] q = posterior(encoder, task);
    return IntStream.range(0, LATENT)
        .mapToDouble(i -> q[i] + Math.sqrt(q[LATENT + i]) * task.latentNoise[i])
        .toArray();
  }

  /// y = 5 r + γ V̄(s′, z), without what lies beyond the end.
  private double target(Row row, double[] z) {
    double beyond = forward(VALUE, before, "target/parameters", row.next, z[0], z[1])[0];
    return REWARD_SCALE * row.r + GAMMA * row.continuation * beyond;
  }

  /// The mean squared errors of both critics, together; targets have their z from {@code ofTargets}.
  private double criticErrors(double[] encoder, double[] ofTargets) {
    double sum = 0;
    for (Drawn task : drawn) {
      double[] z = latent(encoder, task);
      double[] targetLatent = latent(ofTargets, task);
      for (Row row : task.batch) {
        double y = target(row, targetLatent);
        for (int twin = 0; twin < 2; twin++) {
          double q = q(before, twin, row.s, z, row.a);
          sum += (q - y) * (q - y) / (TASKS * BATCH);
        }
      }
    }
    return sum;
  }

  private static double q(Checkpoint at, int twin, double s, double[] z, double a) {
    return forward(CRITIC, at, "critic/twin-%d/parameters".formatted(twin), s, z[0], z[1], a)[0];
  }

  private double divergence(double[] encoder) {
    double sum = 0;
    for (Drawn task : drawn) {
      double[] q = posterior(encoder, task);
      for (int i = 0; i < LATENT; i++) {
        double variance = q[LATENT + i];
        sum += 0.5 * (q[i] * q[i] + variance - 1 - Math.log(variance));
      }
    }
    return sum;
  }

  private double[] encoder() {
    return doubles(parameters(ENCODER, before, "encoder"));
  }

  private double metric(String tag) {
    return Objects.requireNonNull(metrics.values().get(tag));
  }

  @Test
  void criticsAreFittedToTheDiscountedTarget() {
    double expected = criticErrors(encoder(), encoder()) / 2;
    assertThat(metric("train/critic_loss")).isCloseTo(expected, within(1e-5 * expected));
    assertThat(metric("train/latent_kl"))
        .isCloseTo(divergence(encoder()) / TASKS, within(1e-5 * expected));
  }

  /// V is fitted to the smaller of the improved critics less log π, at the policy's own actions.
  @Test
  void theValueIsFittedToThatOfThePolicy() {
    double sum = 0;
    int row = 0;
    for (Drawn task : drawn) {
      double[] z = latent(encoder(), task);
      for (Row one : task.batch) {
        double[] out = forward(POLICY, before, "actor/parameters", one.s, z[0], z[1]);
        double epsilon = actionNoise[row++];
        double a = Math.tanh(out[0] + Math.exp(out[1]) * epsilon);
        double logProbability =
            -0.5 * epsilon * epsilon - out[1] - 0.5 * Math.log(2 * Math.PI) - Math.log(1 - a * a);
        double smaller = Math.min(q(after, 0, one.s, z, a), q(after, 1, one.s, z, a));
        double v = forward(VALUE, before, "value/parameters", one.s, z[0], z[1])[0];
        sum += Math.pow(v - (smaller - logProbability), 2) / (TASKS * BATCH);
      }
    }
    assertThat(metric("train/value_loss")).isCloseTo(sum, within(1e-5 * sum));
  }

  /// Targets are held fixed, though they depend on z.
  @Test
  void theEncoderDescendsTheErrorsAndTheDivergenceAlone() {
    double[] there = encoder();
    double[] here = encoder();
    float[] gradient = update.encoderGradient();
    double largest = 0;
    for (float g : gradient) {
      largest = Math.max(largest, Math.abs(g));
    }
    double throughTargets = 0;
    double step = 1e-5;
    for (int k = 0; k < gradient.length; k++) {
      here[k] = there[k] + step;
      double up = criticErrors(here, there) + KL_WEIGHT * divergence(here);
      double upThrough = criticErrors(here, here) + KL_WEIGHT * divergence(here);
      here[k] = there[k] - step;
      double down = criticErrors(here, there) + KL_WEIGHT * divergence(here);
      double downThrough = criticErrors(here, here) + KL_WEIGHT * divergence(here);
      here[k] = there[k];
      double slope = (up - down) / (2 * step);
      assertThat((double) gradient[k]).isCloseTo(slope, within(1e-4 * largest));
      throughTargets =
          Math.max(throughTargets, Math.abs((upThrough - downThrough) / (2 * step) - slope));
    }
    assertThat(throughTargets).isGreaterThan(0.01 * largest);
  }

  @Test
  void theTargetFollowsTheValue() {
    float[] was = before.floats("target/parameters");
    float[] value = after.floats("value/parameters");
    float[] is = after.floats("target/parameters");
    for (int i = 0; i < is.length; i++) {
      assertThat((double) is[i]).isCloseTo((1 - TAU) * was[i] + TAU * value[i], within(1e-6));
    }
    assertThat(is).isNotEqualTo(was);
  }
}
