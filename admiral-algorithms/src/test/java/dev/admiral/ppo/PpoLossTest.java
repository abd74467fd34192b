package dev.admiral.ppo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.policy.ActorCriticPass;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Distribution;
import dev.admiral.policy.SharedActorCritic;
import dev.admiral.ppo.PpoLoss.Minibatch;
import dev.admiral.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The gradient against differences of the loss that it reports.
class PpoLossTest {
  private static final int ROWS = 40;
  private static final float STEP = 1e-3f;

  static Stream<Arguments> cases() {
    return Stream.of(new Categorical(3), new DiagonalGaussian(2))
        .flatMap(d -> Stream.of(Arguments.of(d, true), Arguments.of(d, false)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientIsTheDifferenceOfTheLoss(Distribution distribution, boolean clipValues) {
    PpoConfig config =
        new PpoConfig(
            1,
            ROWS,
            1,
            ROWS,
            0.99,
            0.95,
            0.2,
            false,
            1e-3,
            false,
            clipValues,
            0.7,
            0.05,
            true,
            0,
            1e-5,
            1000);
    SharedActorCritic model =
        new SharedActorCritic(
            new Mlp(4, List.of(8), distribution.outputSize() + 1, Activation.TANH),
            distribution,
            ConstantScale.identity(4));
    RandomStream random = RandomStream.of(5);
    float[] packed = model.pack(model.initialParameters(random));
    for (int i = 0; i < packed.length; i++) {
      packed[i] += (float) (0.3 * random.nextGaussian());
    }
    float[] parameters = model.unpack(packed);
    Matrix x = Matrix.zeros(ROWS, 4);
    for (int i = 0; i < x.values().length; i++) {
      x.values()[i] = (float) random.nextGaussian();
    }
    ActorCriticPass pass = model.pass(ROWS, Workers.SERIAL);
    pass.forward(parameters, x);
    Minibatch batch =
        new Minibatch(
            Matrix.zeros(ROWS, distribution.actionSize()),
            new float[ROWS],
            new float[ROWS],
            new float[ROWS],
            new float[ROWS]);
    int free = model.policy().freeOffset();
    RandomStream[] streams = new RandomStream[ROWS];
    Arrays.fill(streams, random);
    distribution.sample(pass.policyOutputs(), parameters, free, streams, batch.actions());
    distribution.logProbability(
        pass.policyOutputs(), parameters, free, batch.actions(), batch.oldLogProbabilities());
    for (int r = 0; r < ROWS; r++) {
      // Ratios and values on both sides of their clips.
      batch.oldLogProbabilities()[r] += (float) (0.3 * random.nextGaussian());
      batch.oldValues()[r] = pass.values().get(r, 0) + (float) (0.3 * random.nextGaussian());
      batch.advantages()[r] = (float) random.nextGaussian();
      batch.returns()[r] = (float) random.nextGaussian();
    }

    float[] gradient = new float[model.parameterLength()];
    PpoLoss loss = new PpoLoss(config, model.policy());
    loss.addGradient(pass, parameters, batch, 0.2, gradient);
    float[] packedGradient = model.pack(gradient);
    assertThat(loss.clipFraction()).isBetween(0.1, 0.9);
    for (int i = 0; i < packed.length; i++) {
      float[] up = packed.clone();
      float[] down = packed.clone();
      up[i] += STEP;
      down[i] -= STEP;
      double slope =
          (value(config, model, model.unpack(up), x, batch)
                  - value(config, model, model.unpack(down), x, batch))
              / (up[i] - down[i]);
      assertThat((double) packedGradient[i])
          .isCloseTo(slope, Offset.offset(4e-3 * (1 + Math.abs(slope))));
    }
  }

  private static double value(
      PpoConfig config, SharedActorCritic model, float[] parameters, Matrix x, Minibatch batch) {
    ActorCriticPass pass = model.pass(ROWS, Workers.SERIAL);
    pass.forward(parameters, x);
    PpoLoss loss = new PpoLoss(config, model.policy());
    loss.addGradient(pass, parameters, batch, 0.2, new float[model.parameterLength()]);
    return loss.policyLoss()
        + config.valueCoefficient() * loss.valueLoss()
        - config.entropyCoefficient() * loss.entropy();
  }
}
