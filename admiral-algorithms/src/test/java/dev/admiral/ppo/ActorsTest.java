package dev.admiral.ppo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.concurrent.Workers;
import dev.admiral.defense.Atpa;
import dev.admiral.defense.DataAugmentation;
import dev.admiral.defense.Defense;
import dev.admiral.env.StepBatch;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.ActorCriticPass;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Policy;
import dev.admiral.policy.SeparateActorCritic;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Algorithm 3, step 1: who acts on what, and what is learned from.
class ActorsTest {
  private static final int STEPS = 5;
  private static final int ROWS = 3;
  private static final int SEED = 11;
  private static final float UNTOUCHED = -123;
  private static final Offset<Float> ROUNDING = Offset.offset(1e-5f);

  private final ActorCritic model =
      new SeparateActorCritic(
          new Mlp(2, List.of(8), 2, Activation.TANH),
          new Mlp(2, List.of(8), 1, Activation.TANH),
          new DiagonalGaussian(2),
          ConstantScale.identity(2));
  private final float[] parameters = strong(model);
  private final Scripted environment = new Scripted();
  private final Experience experience = new Experience(STEPS, ROWS, 2, 2, false);

  /// Parameters by which what is shown matters much, as it does not in the beginning.
  private static float[] strong(ActorCritic model) {
    RandomStream random = RandomStream.of(5);
    float[] packed = model.pack(model.initialParameters(random));
    for (int i = 0; i < packed.length; i++) {
      packed[i] = (float) (random.nextDouble() - 0.5);
    }
    return model.unpack(packed);
  }

  private void act(Optional<Defense> defense, double frequency, Workers workers) {
    Arrays.fill(experience.finalValues, UNTOUCHED);
    new Actors(
            environment,
            model,
            defense.map(when -> new AdversarialTraining(when, new Mirror())),
            new RandomStreams(SEED),
            workers)
        .act(parameters, frequency, 1, experience, (_, _) -> {});
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void thePerturbedPolicyInteractsAndIsLearnedFrom(int threads) {
    try (Workers workers = new Workers(threads)) {
      act(Optional.of(new Atpa()), 1, workers);
    }
    List<Matrix> deceived = environment.seen.stream().map(Mirror::of).toList();
    checkActions(deceived);
    checkLearnedFrom(deceived);
    checkFinalValues(environment.next.stream().map(Mirror::of).toList());
  }

  @Test
  void dataAugmentationActsOnTheTruthAndLearnsFromThePerturbed() {
    act(Optional.of(new DataAugmentation(1, false)), 1, Workers.SERIAL);
    checkActions(environment.seen);
    checkLearnedFrom(environment.seen.stream().map(Mirror::of).toList());
    checkFinalValues(environment.next.stream().map(Mirror::of).toList());
  }

  @Test
  void dataAugmentationMayActOnWhatItLearnsFrom() {
    act(Optional.of(new DataAugmentation(1, true)), 1, Workers.SERIAL);
    List<Matrix> deceived = environment.seen.stream().map(Mirror::of).toList();
    checkActions(deceived);
    checkLearnedFrom(deceived);
  }

  @Test
  void nobodyIsDeceivedWithoutAnAttackOrWhereItsFrequencyIsNought() {
    act(Optional.empty(), 0, Workers.SERIAL);
    checkActions(environment.seen);
    checkLearnedFrom(environment.seen);
    checkFinalValues(environment.next);
    float[] undisturbed = experience.logProbabilities.clone();
    environment.forget();
    act(Optional.of(new Atpa()), 0, Workers.SERIAL);
    checkLearnedFrom(environment.seen);
    checkFinalValues(environment.next);
    assertThat(experience.logProbabilities).isEqualTo(undisturbed);
  }

  @Test
  void aPortionOfTheObservationsIsAttacked() {
    act(Optional.of(new Atpa()), 0.5, Workers.SERIAL);
    int attacked = 0;
    List<Matrix> shown = new ArrayList<>();
    for (int t = 0; t < STEPS; t++) {
      Matrix truth = environment.seen.get(t);
      Matrix deceived = Mirror.of(truth);
      Matrix rows = Matrix.zeros(ROWS, 2);
      for (int n = 0; n < ROWS; n++) {
        boolean isAttacked = stored().get(t * ROWS + n, 0) == deceived.get(n, 0);
        attacked += isAttacked ? 1 : 0;
        rows.copyRow(n, isAttacked ? deceived : truth, n);
      }
      shown.add(rows);
    }
    assertThat(attacked).isBetween(1, STEPS * ROWS - 1);
    checkActions(shown);
    checkLearnedFrom(shown);
  }

  private Matrix stored() {
    return ((ObservationStore.Numbers) experience.observations).values();
  }

  /// Draws from π(·|x) by the streams that the actors have.
  private void checkActions(List<Matrix> x) {
    RandomStreams streams = new RandomStreams(SEED);
    RandomStream[] random = new RandomStream[ROWS];
    for (int n = 0; n < ROWS; n++) {
      random[n] = streams.stream("ppo/action", n);
    }
    Policy policy = model.policy();
    Matrix expected = Matrix.zeros(ROWS, 2);
    for (int t = 0; t < STEPS; t++) {
      Matrix outputs = policy.pass(ROWS, Workers.SERIAL).forward(parameters, x.get(t));
      policy.distribution().sample(outputs, parameters, policy.freeOffset(), random, expected);
      assertThat(environment.acted.get(t).values()).containsExactly(expected.values(), ROUNDING);
      for (int n = 0; n < ROWS; n++) {
        for (int i = 0; i < 2; i++) {
          assertThat(experience.actions.get(t * ROWS + n, i))
              .isEqualTo(environment.acted.get(t).get(n, i));
        }
      }
    }
  }

  /// Observations, log-probabilities of what was done and values are those at x.
  private void checkLearnedFrom(List<Matrix> x) {
    Policy policy = model.policy();
    ActorCriticPass pass = model.pass(ROWS, Workers.SERIAL);
    float[] logProbabilities = new float[ROWS];
    for (int t = 0; t < STEPS; t++) {
      pass.forward(parameters, x.get(t));
      policy
          .distribution()
          .logProbability(
              pass.policyOutputs(),
              parameters,
              policy.freeOffset(),
              environment.acted.get(t),
              logProbabilities);
      for (int n = 0; n < ROWS; n++) {
        int row = t * ROWS + n;
        assertThat(stored().get(row, 0)).isEqualTo(x.get(t).get(n, 0));
        assertThat(stored().get(row, 1)).isEqualTo(x.get(t).get(n, 1));
        assertThat(experience.logProbabilities[row]).isCloseTo(logProbabilities[n], ROUNDING);
        assertThat(experience.values[row]).isCloseTo(pass.values().get(n, 0), ROUNDING);
      }
    }
  }

  /// V at {@code next} where an episode was truncated or the rollout stops, unless the episode terminated.
  private void checkFinalValues(List<Matrix> next) {
    ActorCriticPass pass = model.pass(ROWS, Workers.SERIAL);
    for (int t = 0; t < STEPS; t++) {
      pass.forward(parameters, next.get(t));
      for (int n = 0; n < ROWS; n++) {
        boolean isWanted =
            Scripted.truncates(t, n) || (t == STEPS - 1 && !Scripted.terminates(t, n));
        assertThat(experience.finalValues[t * ROWS + n])
            .isCloseTo(isWanted ? pass.values().get(n, 0) : UNTOUCHED, ROUNDING);
      }
    }
  }

  /// Shows 4 − x, far from x and different for every x.
  private record Mirror() implements ObservationAttack {
    static Matrix of(Matrix observations) {
      Matrix shown = Matrix.zeros(observations.rows(), observations.columns());
      for (int r = 0; r < observations.rows(); r++) {
        for (int i = 0; i < observations.columns(); i++) {
          shown.set(r, i, 4 - observations.get(r, i));
        }
      }
      return shown;
    }

    @Override
    public PerturbationSet set() {
      return PerturbationSet.unbounded(Box.unbounded(2));
    }

    @Override
    public Pass pass(Policy victim, int maximumRows) {
      return (_, observations, _, perturbed) -> perturbed.copyFrom(of(observations));
    }
  }

  /// Goes by a script whatever is done, and remembers that. Actor 1 is cut off at step 1, actor 2 dies at steps 2 and 4.
  private static final class Scripted implements VectorEnvironment {
    /// What was there to act on, what was done and where it led, step by step.
    final List<Matrix> seen = new ArrayList<>();

    final List<Matrix> acted = new ArrayList<>();
    final List<Matrix> next = new ArrayList<>();
    private final StepBatch batch = new StepBatch(ROWS, observationSpace());

    static boolean truncates(int t, int n) {
      return n == 1 && t == 1;
    }

    static boolean terminates(int t, int n) {
      return n == 2 && (t == 2 || t == 4);
    }

    void forget() {
      seen.clear();
      acted.clear();
      next.clear();
    }

    @Override
    public int size() {
      return ROWS;
    }

    @Override
    public Box observationSpace() {
      return Box.unbounded(2);
    }

    @Override
    public Space actionSpace() {
      return Box.unbounded(2);
    }

    @Override
    public StepBatch reset() {
      for (int n = 0; n < ROWS; n++) {
        place(batch.observations(), n, 0.1f);
      }
      seen.add(copy(batch.observations()));
      return batch;
    }

    @Override
    public StepBatch step(Matrix actions) {
      int t = acted.size();
      acted.add(copy(actions));
      for (int n = 0; n < ROWS; n++) {
        place(batch.nextObservations(), n, 0.3f * (t + 1));
        boolean ends = terminates(t, n) || truncates(t, n);
        place(batch.observations(), n, ends ? -0.2f * (t + 1) : 0.3f * (t + 1));
        batch.set(n, 1, terminates(t, n), truncates(t, n));
      }
      next.add(copy(batch.nextObservations()));
      seen.add(copy(batch.observations()));
      return batch;
    }

    private static void place(Matrix observations, int n, float where) {
      observations.set(n, 0, where);
      observations.set(n, 1, where * where + n);
    }

    private static Matrix copy(Matrix matrix) {
      Matrix copy = Matrix.zeros(matrix.rows(), matrix.columns());
      copy.copyFrom(matrix);
      return copy;
    }

    @Override
    public List<VectorEnvironment> split(int parts) {
      throw new UnsupportedOperationException();
    }
  }
}
