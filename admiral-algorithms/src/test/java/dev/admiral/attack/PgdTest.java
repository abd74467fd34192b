package dev.admiral.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.FanInInitialization;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.perturbation.CheckedAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Distribution;
import dev.admiral.policy.SeparateActorCritic;
import dev.admiral.policy.SquashedGaussian;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PgdTest {
  private static final double EPSILON = 0.3;

  /// A random policy on two numbers, of which everything in a ball can be tried.
  private static ActorCritic model(Distribution distribution) {
    return new SeparateActorCritic(
        new Mlp(2, List.of(16, 16), distribution.outputSize(), Activation.TANH),
        new Mlp(2, List.of(16), 1, Activation.TANH),
        distribution,
        new ConstantScale(2, 0.8f));
  }

  private static float[] randomParameters(ActorCritic model, RandomStream random) {
    float[] packed = model.pack(model.initialParameters(random));
    for (int i = 0; i < packed.length; i++) {
      packed[i] += (float) (0.5 * random.nextGaussian());
    }
    return model.unpack(packed);
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Distribution distribution : List.of(new Categorical(4), new DiagonalGaussian(2))) {
      ActorCritic model = model(distribution);
      for (AttackObjective objective :
          List.of(
              new PolicyObjective.CrossEntropy(),
              new PolicyObjective.Divergence(),
              new PolicyObjective.BestAction(),
              new PolicyObjective.WorstAction(Box.cube(2, -1, 1)),
              new ValueObjective(model))) {
        cases.add(Arguments.of(model, objective));
      }
    }
    Distribution squashed = new SquashedGaussian(2);
    ActorCritic model = model(squashed);
    for (AttackObjective objective :
        List.of(
            new PolicyObjective.CrossEntropy(),
            new PolicyObjective.Divergence(),
            new PolicyObjective.BestAction(),
            actionValue())) {
      cases.add(Arguments.of(model, objective));
    }
    return cases.stream();
  }

  private static ActionValueObjective actionValue() {
    Mlp critic = new Mlp(2 + 2, List.of(16), 1, Activation.RELU);
    return new ActionValueObjective(
        critic, FanInInitialization.parameters(critic, RandomStream.of(5)));
  }

  /// Of actions that a learned Q chooses, near ±1, the probability has several hills in a ball.
  static Stream<Arguments> casesOfManyHills() {
    ActionValueObjective learned = actionValue();
    ActorCritic model = model(new SquashedGaussian(2));
    return Stream.of(
        Arguments.of(model, new PolicyObjective.BestValue(learned.critic(), learned.parameters())),
        Arguments.of(
            model, new PolicyObjective.WorstValue(learned.critic(), learned.parameters())));
  }

  @ParameterizedTest
  @MethodSource({"cases", "casesOfManyHills"})
  void gradientsAreDifferences(ActorCritic model, AttackObjective objective) {
    RandomStream random = RandomStream.of(3); // no standard deviation near its limit, a kink
    float[] parameters = randomParameters(model, random);
    Matrix x = Matrix.of(new float[] {0.2f, -0.4f, 1, 0.5f}, 2);
    Matrix shown = Matrix.of(new float[] {0.3f, -0.3f, 0.9f, 0.7f}, 2);
    AttackObjective.Pass pass = objective.pass(model.policy(), 2);
    pass.begin(parameters, x);
    Matrix gradients = Matrix.zeros(2, 2);
    float[] values = new float[2];
    pass.evaluate(shown, values, gradients);
    double step = 1e-2;
    for (int r = 0; r < 2; r++) {
      for (int i = 0; i < 2; i++) {
        float here = shown.get(r, i);
        double[] side = new double[2];
        for (int s = 0; s < 2; s++) {
          shown.set(r, i, (float) (here + (2 * s - 1) * step));
          pass.evaluate(shown, values, null);
          side[s] = values[r];
        }
        shown.set(r, i, here);
        double slope = (side[1] - side[0]) / (2 * step);
        assertThat((double) gradients.get(r, i))
            .isCloseTo(slope, Offset.offset(4e-3 * (1 + Math.abs(slope))));
      }
    }
  }

  /// The cross entropy's first operand is the perturbed policy: equation 9, by its definition.
  @Test
  void crossEntropyIsEquation9() {
    ActorCritic model = model(new Categorical(4));
    float[] parameters = randomParameters(model, RandomStream.of(2));
    Matrix x = Matrix.of(new float[] {0.2f, -0.4f}, 2);
    Matrix shown = Matrix.of(new float[] {0.4f, -0.1f}, 2);
    double[] before = probabilities(model, parameters, x);
    double[] after = probabilities(model, parameters, shown);
    double expected = 0;
    for (int a = 0; a < 4; a++) {
      expected -= after[a] * Math.log(before[a]);
    }
    var pass = new PolicyObjective.CrossEntropy().pass(model.policy(), 1);
    pass.begin(parameters, x);
    float[] value = new float[1];
    pass.evaluate(shown, value, null);
    assertThat((double) value[0]).isCloseTo(expected, Offset.offset(1e-5));
  }

  private static double[] probabilities(ActorCritic model, float[] parameters, Matrix x) {
    Matrix outputs = model.policy().pass(1, Workers.SERIAL).forward(parameters, x);
    double[] p = new double[4];
    double sum = 0;
    for (int a = 0; a < 4; a++) {
      p[a] = Math.exp(outputs.get(0, a));
      sum += p[a];
    }
    for (int a = 0; a < 4; a++) {
      p[a] /= sum;
    }
    return p;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reachesTheBestOfTheBall(ActorCritic model, AttackObjective objective) {
    Box box = Box.cube(2, -1, 1);
    PerturbationSet set = new PerturbationSet(Norm.MAXIMUM, EPSILON, box);
    Pgd pgd = new Pgd(objective, new PgdConfig(60, 0.02, true, 4, false), set);
    for (int problem = 0; problem < 10; problem++) {
      RandomStream random = RandomStream.of(problem);
      float[] parameters = randomParameters(model, random);
      Matrix x = Matrix.of(new float[] {uniform(random), uniform(random)}, 2);
      CheckedAttack attack =
          new CheckedAttack(pgd, model.policy(), new RandomStream[] {RandomStream.of(9)});
      Matrix found = attack.perturb(parameters, x);
      assertThat(box.contains(new double[] {found.get(0, 0), found.get(0, 1)})).isTrue();

      AttackObjective.Pass pass = objective.pass(model.policy(), 1);
      pass.begin(parameters, x);
      double clean = value(pass, x);
      double reached = value(pass, found);
      double best = bruteForce(pass, x, box);
      assertThat(reached - clean).isGreaterThanOrEqualTo(0.99 * (best - clean) - 1e-5);
    }
  }

  private static float uniform(RandomStream random) {
    return (float) random.nextDouble(-1, 1);
  }

  private static double value(AttackObjective.Pass pass, Matrix shown) {
    float[] values = new float[1];
    pass.evaluate(shown, values, null);
    return values[0];
  }

  /// The best of a fine lattice over the ball and the box.
  private static double bruteForce(AttackObjective.Pass pass, Matrix x, Box box) {
    int side = 61;
    double best = Double.NEGATIVE_INFINITY;
    Matrix shown = Matrix.zeros(1, 2);
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        double[] point = {
          x.get(0, 0) + EPSILON * (2.0 * i / (side - 1) - 1),
          x.get(0, 1) + EPSILON * (2.0 * j / (side - 1) - 1)
        };
        double[] inside = box.project(point);
        shown.set(0, 0, (float) inside[0]);
        shown.set(0, 1, (float) inside[1]);
        best = Math.max(best, value(pass, shown));
      }
    }
    return best;
  }

  @Test
  void oneStepGoesToTheBorderAlongTheSigns() {
    ActorCritic model = model(new Categorical(4));
    float[] parameters = randomParameters(model, RandomStream.of(2));
    PerturbationSet set = new PerturbationSet(Norm.MAXIMUM, EPSILON, Box.unbounded(2));
    Matrix x = Matrix.of(new float[] {0.2f, -0.4f}, 2);
    AttackObjective objective = new PolicyObjective.CrossEntropy();
    Matrix found =
        new CheckedAttack(
                new Pgd(objective, new PgdConfig(1, EPSILON, false, 1, false), set),
                model.policy(),
                new RandomStream[] {RandomStream.of(9)})
            .perturb(parameters, x);
    Matrix gradient = Matrix.zeros(1, 2);
    AttackObjective.Pass pass = objective.pass(model.policy(), 1);
    pass.begin(parameters, x);
    pass.evaluate(x, new float[1], gradient);
    for (int i = 0; i < 2; i++) {
      assertThat((double) found.get(0, i))
          .isCloseTo(x.get(0, i) + EPSILON * Math.signum(gradient.get(0, i)), Offset.offset(1e-6));
    }
  }

  @Test
  void showsWholeNumbersOnly() {
    ActorCritic model =
        new SeparateActorCritic(
            new Mlp(2, List.of(16), 4, Activation.TANH),
            new Mlp(2, List.of(16), 1, Activation.TANH),
            new Categorical(4),
            ConstantScale.ofPixels(2));
    float[] parameters = randomParameters(model, RandomStream.of(2));
    PerturbationSet set = new PerturbationSet(Norm.MAXIMUM, 3.7, Box.cube(2, 0, 255));
    Pgd pgd =
        new Pgd(new PolicyObjective.CrossEntropy(), new PgdConfig(7, 1.3, true, 1, true), set);
    CheckedAttack attack =
        new CheckedAttack(
            pgd,
            model.policy(),
            new RandomStream[] {RandomStream.of(1), RandomStream.of(2), RandomStream.of(3)});
    Matrix found = attack.perturb(parameters, Matrix.of(new float[] {0, 255, 100, 2, 254, 17}, 2));
    for (float value : found.values()) {
      assertThat(value).isEqualTo((float) Math.rint(value)).isBetween(0f, 255f);
    }
    assertThat(attack.largestChange()).isBetween(1.0, 3.0);
  }

  /// What is shown in a row depends on that row and its stream alone.
  @Test
  void rowsAreIndependent() {
    ActorCritic model = model(new Categorical(4));
    float[] parameters = randomParameters(model, RandomStream.of(2));
    PerturbationSet set = new PerturbationSet(Norm.MAXIMUM, EPSILON, Box.unbounded(2));
    Pgd pgd =
        new Pgd(new PolicyObjective.CrossEntropy(), new PgdConfig(5, 0.1, true, 2, false), set);
    Matrix x = Matrix.zeros(9, 2);
    RandomStream random = RandomStream.of(4);
    for (int i = 0; i < 18; i++) {
      x.values()[i] = (float) random.nextGaussian();
    }
    Matrix all = new CheckedAttack(pgd, model.policy(), streams(0, 9)).perturb(parameters, x);
    Matrix some =
        new CheckedAttack(pgd, model.policy(), streams(0, 9))
            .perturb(parameters, x, i -> i % 2 == 0);
    for (int r = 0; r < 9; r++) {
      Matrix alone =
          new CheckedAttack(pgd, model.policy(), streams(r, 1))
              .perturb(parameters, x.rows(r, r + 1));
      for (int i = 0; i < 2; i++) {
        assertThat(alone.get(0, i)).isEqualTo(all.get(r, i));
        assertThat(some.get(r, i)).isEqualTo(r % 2 == 0 ? all.get(r, i) : x.get(r, i));
      }
    }
  }

  private static RandomStream[] streams(int from, int count) {
    RandomStream[] streams = new RandomStream[count];
    for (int i = 0; i < count; i++) {
      streams[i] = RandomStream.of(100 + from + i);
    }
    return streams;
  }

  @Test
  void refusesWhatIsNotPossible() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PgdConfig(0, 1, true, 1, false))
        .withMessage("steps must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PgdConfig(1, -1, true, 1, false))
        .withMessage("step-size must be positive and finite, not -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Pgd(
                new PolicyObjective.CrossEntropy(),
                new PgdConfig(7, 2, true, 1, false),
                new PerturbationSet(Norm.EUCLIDEAN, 1, Box.unbounded(2))))
        .withMessage("steps along signs need the maximum norm");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> actionValue().pass(model(new Categorical(4)).policy(), 1))
        .withMessageContaining("squashed Gaussian");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> actionValue().pass(model(new SquashedGaussian(3)).policy(), 1))
        .withMessage(
            "the critic has 4 inputs, but the victim's observations and actions are 5 numbers");
  }

  /// Q's observation is the true one: an attack that only changes what Q sees would gain nothing here.
  @Test
  void actionsAreValuedAtTheTrueObservation() {
    Mlp critic = new Mlp(2 + 2, List.of(), 1, Activation.RELU);
    float[] weights = new float[critic.parameterLength()];
    critic.unpack(new float[] {100, 100, 0, 0, 0}, weights); // Q = 100 x₀ + 100 x₁
    ActorCritic model = model(new SquashedGaussian(2));
    AttackObjective.Pass pass = new ActionValueObjective(critic, weights).pass(model.policy(), 1);
    pass.begin(
        randomParameters(model, RandomStream.of(1)), Matrix.of(new float[] {0.25f, 0.5f}, 2));
    float[] value = new float[1];
    Matrix gradient = Matrix.zeros(1, 2);
    pass.evaluate(Matrix.of(new float[] {-1, 1}, 2), value, gradient);
    assertThat(value[0]).isEqualTo(-75);
    assertThat(gradient.get(0, 0)).isZero();
    assertThat(gradient.get(0, 1)).isZero();
  }
}
