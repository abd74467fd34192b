package dev.admiral.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.random.RandomStream;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActorCriticTest {
  private static final int ROWS = 6;
  private static final int OBSERVATION = 5;
  private static final float STEP = 1e-2f;

  static Stream<ActorCritic> all() {
    return Stream.of(new Categorical(3), new DiagonalGaussian(2)).flatMap(ActorCriticTest::both);
  }

  private static Stream<ActorCritic> both(Distribution distribution) {
    ConstantScale half = new ConstantScale(OBSERVATION, 0.5f);
    int outputs = distribution.outputSize();
    return Stream.of(
        new SharedActorCritic(
            new Mlp(OBSERVATION, List.of(8), outputs + 1, Activation.TANH), distribution, half),
        new SeparateActorCritic(
            new Mlp(OBSERVATION, List.of(8), outputs, Activation.TANH),
            new Mlp(OBSERVATION, List.of(7, 3), 1, Activation.TANH),
            distribution,
            half));
  }

  /// The loss Σ u·outputs + w·values + f·free, of which the vjp is the gradient.
  private static double loss(
      ActorCritic model, float[] parameters, Matrix x, Matrix u, Matrix w, double[] f) {
    ActorCriticPass pass = model.pass(ROWS, Workers.SERIAL);
    pass.forward(parameters, x);
    double sum = 0;
    for (int r = 0; r < ROWS; r++) {
      for (int i = 0; i < u.columns(); i++) {
        sum += u.get(r, i) * pass.policyOutputs().get(r, i);
      }
      sum += w.get(r, 0) * pass.values().get(r, 0);
    }
    for (int i = 0; i < f.length; i++) {
      sum += f[i] * parameters[model.policy().freeOffset() + i];
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradientsAreDifferences(ActorCritic model) {
    RandomStream random = RandomStream.of(4);
    float[] parameters = model.initialParameters(random);
    Matrix x = gaussian(ROWS, OBSERVATION, random);
    Matrix u = gaussian(ROWS, model.policy().distribution().outputSize(), random);
    Matrix w = gaussian(ROWS, 1, random);
    double[] f = new double[model.policy().distribution().freeSize()];
    for (int i = 0; i < f.length; i++) {
      f[i] = random.nextGaussian();
    }
    ActorCriticPass pass = model.pass(ROWS, Workers.SERIAL);
    pass.forward(parameters, x);
    float[] gradient = new float[model.parameterLength()];
    pass.vjp(u, w, f, gradient);

    float[] packed = model.pack(parameters);
    float[] packedGradient = model.pack(gradient);
    for (int i = 0; i < packed.length; i++) {
      float[] up = packed.clone();
      float[] down = packed.clone();
      up[i] += STEP;
      down[i] -= STEP;
      double slope =
          (loss(model, model.unpack(up), x, u, w, f) - loss(model, model.unpack(down), x, u, w, f))
              / (up[i] - down[i]);
      assertThat((double) packedGradient[i])
          .isCloseTo(slope, Offset.offset(2e-3 * (1 + Math.abs(slope))));
    }

    Matrix byObservation = Matrix.zeros(ROWS, OBSERVATION);
    pass.forward(x);
    pass.valueObservationGradient(w, byObservation);
    u.fill(0);
    for (int i = 0; i < OBSERVATION; i++) {
      float old = x.get(2, i);
      x.set(2, i, old + STEP);
      double up = loss(model, parameters, x, u, w, new double[f.length]);
      x.set(2, i, old - STEP);
      double down = loss(model, parameters, x, u, w, new double[f.length]);
      x.set(2, i, old);
      assertThat((double) byObservation.get(2, i))
          .isCloseTo((up - down) / (2 * STEP), Offset.offset(2e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void thePolicyReadsAPrefix(ActorCritic model) {
    RandomStream random = RandomStream.of(4);
    float[] parameters = model.initialParameters(random);
    Matrix x = gaussian(ROWS, OBSERVATION, random);
    ActorCriticPass pass = model.pass(ROWS, Workers.SERIAL);
    pass.forward(parameters, x);
    Matrix alone = model.policy().pass(ROWS, Workers.SERIAL).forward(parameters, x);
    for (int r = 0; r < ROWS; r++) {
      for (int i = 0; i < alone.columns(); i++) {
        assertThat(alone.get(r, i)).isEqualTo(pass.policyOutputs().get(r, i));
      }
    }
    assertThat(model.unpack(model.pack(parameters))).isEqualTo(parameters);
  }

  private static Matrix gaussian(int rows, int columns, RandomStream random) {
    Matrix matrix = Matrix.zeros(rows, columns);
    for (int i = 0; i < matrix.values().length; i++) {
      matrix.values()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }
}
