package dev.admiral.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwinCriticTest {
  private static final int ROWS = 40;
  private static final int INPUT = 5;

  private final RandomStream random = RandomStream.of(7);

  private TwinCritic critic(Workers workers) {
    Mlp network = new Mlp(INPUT, List.of(24, 24), 1, Activation.TANH);
    return new TwinCritic(network, 0.5, 1e-3, ROWS, RandomStream.of(1), workers);
  }

  private Matrix inputs() {
    Matrix inputs = Matrix.zeros(ROWS, INPUT);
    for (int i = 0; i < inputs.values().length; i++) {
      inputs.values()[i] = (float) random.nextGaussian();
    }
    return inputs;
  }

  @Test
  void theGradientOfTheSmallerOneIsThatOfDifferences() {
    TwinCritic critic = critic(Workers.SERIAL);
    Matrix inputs = inputs();
    float[] values = new float[ROWS];
    critic.minimum(inputs, values);
    Matrix gradients = Matrix.zeros(ROWS, INPUT);
    critic.minimumGradient(-0.3f, gradients);
    float[] up = new float[ROWS];
    float[] down = new float[ROWS];
    float step = 3e-3f;
    for (int i = 0; i < INPUT; i++) {
      shift(inputs, i, step);
      critic.minimum(inputs, up);
      shift(inputs, i, -2 * step);
      critic.minimum(inputs, down);
      shift(inputs, i, step);
      for (int r = 0; r < ROWS; r++) {
        double slope = -0.3 * (up[r] - down[r]) / (2 * step);
        assertThat((double) gradients.get(r, i)).isCloseTo(slope, within(1e-3));
      }
    }
  }

  private static void shift(Matrix matrix, int column, float by) {
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.set(r, column, matrix.get(r, column) + by);
    }
  }

  /// Of the sum of the two mean squared errors, as an encoder before them needs it.
  @Test
  void theGradientOfTheErrorsIsThatOfDifferences() {
    Matrix inputs = inputs();
    float[] targets = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      targets[r] = (float) random.nextGaussian();
    }
    Matrix gradients = Matrix.zeros(ROWS, INPUT);
    critic(Workers.SERIAL).descend(inputs, targets, gradients);
    float step = 1e-2f;
    for (int r = 0; r < 10; r++) {
      for (int i = 0; i < INPUT; i++) {
        float there = inputs.get(r, i);
        inputs.set(r, i, there + step);
        double up = error(inputs, targets);
        inputs.set(r, i, there - step);
        double down = error(inputs, targets);
        inputs.set(r, i, there);
        double slope = (up - down) / (2 * step);
        assertThat((double) gradients.get(r, i)).isCloseTo(slope, within(3e-4));
      }
    }
  }

  private double error(Matrix inputs, float[] targets) {
    TwinCritic fresh = critic(Workers.SERIAL);
    fresh.descend(inputs, targets, null);
    return 2 * fresh.loss();
  }

  @Test
  void fitsBoth() {
    TwinCritic critic = critic(Workers.SERIAL);
    Matrix inputs = inputs();
    float[] targets = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      targets[r] = inputs.get(r, 0) * inputs.get(r, 1);
    }
    critic.descend(inputs, targets, null);
    double before = critic.loss();
    for (int i = 0; i < 2000; i++) {
      critic.descend(inputs, targets, null);
    }
    assertThat(critic.loss()).isLessThan(0.01 * before);
  }

  @Test
  void targetsFollow() {
    TwinCritic critic = critic(Workers.SERIAL);
    List<TargetParameters> targets = critic.targets();
    Matrix inputs = inputs();
    float[] before = new float[ROWS];
    critic.minimum(inputs, before);
    critic.descend(inputs, new float[ROWS], null);
    float[] there = new float[ROWS];
    critic.minimum(targets, inputs, there);
    assertThat(there).isEqualTo(before);
    critic.lead(targets, 1);
    critic.minimum(targets, inputs, there);
    critic.minimum(inputs, before);
    for (int r = 0; r < ROWS; r++) {
      assertThat(there[r]).isCloseTo(before[r], within(1e-6f));
    }
  }

  @Test
  void targetsFollowByAPartOfTheWay() {
    TwinCritic critic = critic(Workers.SERIAL);
    List<TargetParameters> targets = critic.targets();
    List<float[]> before = targets.stream().map(target -> target.values().clone()).toList();
    for (int i = 0; i < 50; i++) {
      critic.descend(inputs(), new float[ROWS], null);
    }
    List<TargetParameters> now = critic.targets();
    critic.lead(targets, 0.25f);
    for (int twin = 0; twin < 2; twin++) {
      float[] there = targets.get(twin).values();
      double moved = 0;
      for (int i = 0; i < there.length; i++) {
        float was = before.get(twin)[i];
        double expected = 0.75 * was + 0.25 * now.get(twin).values()[i];
        assertThat((double) there[i]).isCloseTo(expected, within(1e-6));
        moved = Math.max(moved, Math.abs(there[i] - was));
      }
      assertThat(moved).isGreaterThan(1e-3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theNumberOfWorkersDoesNotShow(int count) {
    float[] targets = new float[ROWS];
    Matrix inputs = inputs();
    Matrix expected = Matrix.zeros(ROWS, INPUT);
    Matrix actual = Matrix.zeros(ROWS, INPUT);
    TwinCritic alone = critic(Workers.SERIAL);
    try (Workers workers = new Workers(count)) {
      TwinCritic shared = critic(workers);
      for (int i = 0; i < 5; i++) {
        alone.descend(inputs, targets, expected);
        shared.descend(inputs, targets, actual);
      }
    }
    assertThat(actual.values()).isEqualTo(expected.values());
  }
}
