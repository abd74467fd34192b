package dev.admiral.adgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.learner.Metrics;
import dev.admiral.maml.Maml;
import dev.admiral.maml.MamlConfig;
import dev.admiral.maml.TaskAdaptation;
import dev.admiral.maml.TaskData;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.task.Navigation2d;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdGanTest {
  private static final Navigation2d FAMILY = new Navigation2d(0.1, 10);
  private static final AdGanConfig CONFIG =
      new AdGanConfig(List.of(8), List.of(8), 1e-2, 0.8, 0.2, 0.2, 0.6, 1);

  private final MamlConfig maml = config();
  private final Policy policy = Maml.policy(maml, FAMILY);
  private final TaskAdaptation task =
      new TaskAdaptation(maml, FAMILY, policy, 1, new RandomStreams(1), "task");
  private final RandomStream random = RandomStream.of(5);

  AdGanTest() {
    float[] theta = policy.initialParameters(RandomStream.of(2), 0.7);
    for (int i = 0; i < policy.freeOffset(); i++) {
      theta[i] *= 5; // or its mean would hardly depend on what it sees
    }
    task.run(new double[] {0.3, 0.1}, theta);
  }

  private static MamlConfig config() {
    MamlConfig own = MamlConfig.defaults();
    return new MamlConfig(
        1, 1, 4, 1, 0.1, false, List.of(8), 1, own.advantage(), own.trustRegion(), 10);
  }

  @AfterEach
  void close() {
    task.close();
  }

  private AdGan gan() {
    return new AdGan(CONFIG, policy, new RandomStreams(3), Workers.SERIAL);
  }

  private static double total(GanLosses losses) {
    return losses.adversarial()
        + CONFIG.ganWeight() * losses.gan()
        + CONFIG.hingeWeight() * losses.hinge();
  }

  @Test
  void gradientByThePerturbationsIsThatOfTheLosses() {
    AdGan gan = gan();
    TaskData validation = task.validationData();
    Matrix observations = validation.episodes().trueObservations();
    int rows = observations.rows();
    Matrix delta = Matrix.zeros(rows, 2);
    for (int r = 0; r < rows; r++) {
      double length = 0.1 + 0.3 * (r % 4); // far from 0.2 and 0.6, where there are kinks
      double angle = random.nextDouble(0, 2 * Math.PI);
      delta.set(r, 0, (float) (length * Math.cos(angle)));
      delta.set(r, 1, (float) (length * Math.sin(angle)));
    }
    Matrix gradient = Matrix.zeros(rows, 2);
    Matrix ignored = Matrix.zeros(rows, 2);
    gan.generatorLosses(observations, delta, validation, task.adapted(), gradient);

    for (int r = 0; r < rows; r += 3) {
      for (int i = 0; i < 2; i++) {
        float before = delta.get(r, i);
        delta.set(r, i, before + 0.02f);
        double up =
            total(gan.generatorLosses(observations, delta, validation, task.adapted(), ignored));
        delta.set(r, i, before - 0.02f);
        double down =
            total(gan.generatorLosses(observations, delta, validation, task.adapted(), ignored));
        delta.set(r, i, before);

        double difference = (up - down) / 0.04;
        assertThat((double) gradient.get(r, i))
            .isCloseTo(difference, within(2e-5 + 0.02 * Math.abs(difference)));
      }
    }
  }

  @Test
  void hingeBeginsAtItsBound() {
    AdGan gan = gan();
    TaskData validation = task.validationData();
    Matrix observations = validation.episodes().trueObservations();
    Matrix delta = Matrix.zeros(observations.rows(), 2);
    Matrix gradient = Matrix.zeros(observations.rows(), 2);
    delta.set(0, 0, 0.2f);
    assertThat(
            gan.generatorLosses(observations, delta, validation, task.adapted(), gradient).hinge())
        .isCloseTo(0, within(1e-7));

    delta.set(0, 1, 0.3f);
    assertThat(
            gan.generatorLosses(observations, delta, validation, task.adapted(), gradient).hinge())
        .isCloseTo((Math.hypot(0.2, 0.3) - 0.2) / observations.rows(), within(1e-7));
  }

  @Test
  void aFreshGeneratorHardlyPerturbsAndALearningOneDoesSoMore() {
    AdGan gan = gan();
    double first = 0;
    double last = 0;
    for (int i = 0; i < 60; i++) {
      Metrics metrics = new Metrics(1);
      gan.update(List.of(task), metrics);
      last = metrics.values().get("attack/mean_length");
      first = i == 0 ? last : first;
    }

    assertThat(first).isLessThan(0.02);
    assertThat(last).isGreaterThan(5 * first);
  }

  /** G that nobody holds back goes where true observations are not. */
  @Test
  void theDiscriminatorLearnsToTell() {
    AdGanConfig free = new AdGanConfig(List.of(8), List.of(8), 1e-2, 0, 0, 0.2, 3, 1);
    AdGan gan = new AdGan(free, policy, new RandomStreams(3), Workers.SERIAL);
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Metrics metrics = new Metrics(1);
      gan.update(List.of(task), metrics);
      losses.add(metrics.values().get("attack/discriminator_loss"));
    }

    assertThat(losses.getFirst()).isCloseTo(2 * Math.log(2), within(0.2));
    assertThat(losses.getLast()).isLessThan(0.5);
  }

  @Test
  void halfTheStrengthIsHalfThePerturbation() {
    Matrix observations = task.validationData().episodes().trueObservations();
    AdGan gan = gan(); // fresh, so that nothing is cut
    Matrix whole = perturbed(gan.attack(CONFIG.bound(), Box.unbounded(2)), observations);
    Matrix half = perturbed(gan.attack(CONFIG.bound() / 2, Box.unbounded(2)), observations);
    double largest = 0;
    for (int r = 0; r < observations.rows(); r++) {
      for (int i = 0; i < 2; i++) {
        double own = whole.get(r, i) - observations.get(r, i);
        largest = Math.max(largest, Math.abs(own));
        assertThat((double) half.get(r, i) - observations.get(r, i))
            .isCloseTo(own / 2, within(1e-6));
      }
    }
    assertThat(largest).isGreaterThan(1e-4);
  }

  private Matrix perturbed(ObservationAttack attack, Matrix observations) {
    Matrix perturbed = Matrix.zeros(observations.rows(), 2);
    attack
        .pass(policy, observations.rows())
        .perturb(new float[0], observations, new RandomStream[0], perturbed);
    return perturbed;
  }

  @Test
  void anAttackOfAStrengthIsNeverLonger() {
    AdGan gan = gan();
    for (int i = 0; i < 60; i++) {
      gan.update(List.of(task), new Metrics(1));
    }
    Matrix observations = task.validationData().episodes().trueObservations();
    for (double strength : new double[] {0, 0.05, 0.8}) {
      ObservationAttack attack = gan.attack(strength, Box.unbounded(2));
      Matrix perturbed = perturbed(attack, observations);
      for (int r = 0; r < observations.rows(); r++) {
        assertThat(attack.set().norm().of(observations, perturbed, r))
            .isLessThanOrEqualTo(strength + 1e-6);
      }
    }
  }

  @Test
  void savedAndRestoredItGoesOnAsItWas() {
    AdGan one = gan();
    one.update(List.of(task), new Metrics(1));
    Checkpoint checkpoint = new Checkpoint();
    one.save(checkpoint);
    AdGan other = new AdGan(CONFIG, policy, new RandomStreams(99), Workers.SERIAL);
    other.restore(checkpoint);
    Metrics expected = new Metrics(2);
    Metrics actual = new Metrics(2);

    one.update(List.of(task), expected);
    other.update(List.of(task), actual);

    assertThat(actual.values()).isEqualTo(expected.values());
  }

  @Test
  void anotherObservationSizeIsRefused() {
    Policy other = Policy.gaussian(new RunningNormalizer(3), List.of(4), 2);

    assertThatThrownBy(() -> gan().attack().pass(other, 1))
        .hasMessage("the generator perturbs observations of 2 numbers, but the policy sees 3");
  }
}
