package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.env.Environment;
import dev.admiral.env.EnvironmentChecker;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextualFamilyTest {
  private static final LineFamily LINE = new LineFamily();
  private static final ContextualFamily TOLD = new ContextualFamily(LINE);

  /** Rewards the sum of all that it is shown, so that it notices a number too many. */
  private static final RewardFunction SUM =
      new RewardFunction() {
        @Override
        public double reward(double[] s, double[] a, double[] next, double[] task) {
          return Arrays.stream(s).sum() + 10 * Arrays.stream(next).sum() + 100 * task[0];
        }

        @Override
        public void gradient(
            double[] s, double[] a, double[] next, double[] task, double[] gradient) {
          gradient[0] = s.length + next.length;
        }
      };

  @Test
  void everyObservationEndsWithTheScaledTask() {
    TaskEnvironment environment = new TaskEnvironment(TOLD, new double[] {1});
    assertThat(environment.observationSpace().size()).isEqualTo(2);
    assertThat(environment.resetTo(new double[] {0.25}).observation()).containsExactly(0.25, 0.5);
    assertThat(environment.step(new double[] {0.5}).observation()).containsExactly(0.75, 0.5);

    environment.task(new double[] {-2}); // from the next step on
    assertThat(environment.step(new double[] {0}).observation()).containsExactly(0.75, -1);
    assertThat(environment.reset(RandomStream.of(1)).observation()[1]).isEqualTo(-1);
  }

  @Test
  void keepsTheEnvironmentContract() {
    EnvironmentChecker.check(() -> new TaskEnvironment(TOLD, new double[] {1}));
    EnvironmentChecker.check(TOLD::newDynamics);
  }

  /** The same episodes as without being told, but for what is observed. */
  @Test
  void rewardsAndTerminationsAreThoseOfTheFamily() {
    LineFamily summed = new LineFamily(SUM);
    for (TaskFamily family : List.of(LINE, summed, new Navigation2d(0.1, 8))) {
      int size = family.parameters().size();
      double[] task = family.parameters().fromUnit(new double[] {0.3, -0.6});
      try (Environment plain = new TaskEnvironment(family, task);
          Environment told = new TaskEnvironment(new ContextualFamily(family), task)) {
        RandomStream actions = RandomStream.of(3);
        for (int episode = 0; episode < 20; episode++) {
          StepResult expected = plain.reset(RandomStream.of(episode));
          StepResult actual = told.reset(RandomStream.of(episode));
          while (!expected.terminated() && !expected.truncated()) {
            double[] action = plain.actionSpace().sample(actions);
            expected = plain.step(action);
            actual = told.step(action);
            assertThat(actual.reward()).isEqualTo(expected.reward());
            assertThat(actual.terminated()).isEqualTo(expected.terminated());
            assertThat(actual.truncated()).isEqualTo(expected.truncated());
            assertThat(actual.observation())
                .startsWith(expected.observation())
                .hasSize(expected.observation().length + size);
          }
        }
      }
    }
  }

  @Test
  void theGradientOfTheRewardIsTheFamilys() {
    double[] gradient = new double[1];
    new ContextualFamily(new LineFamily(SUM))
        .reward()
        .gradient(
            new double[] {1, 0}, new double[] {0}, new double[] {2, 0}, new double[] {1}, gradient);
    assertThat(gradient).containsExactly(2.0);
    RewardGradientChecker.check(TOLD, RandomStream.of(1));
  }

  @Test
  void isTheFamilyInAllElse() {
    assertThat(TOLD.id()).isEqualTo("line");
    assertThat(TOLD.parameters()).isEqualTo(LINE.parameters());
    assertThat(TOLD.parameterName(0)).isEqualTo("target position");
    assertThat(TOLD.horizon()).isEqualTo(5);
    TaskSampler choice = new TaskSampler.Choice(List.of(new double[] {1}));
    assertThat(new ContextualFamily(withDistribution(choice)).distribution()).isSameAs(choice);
  }

  /** The scale stays that of training, so that a policy of it can be tested outside of Ψ. */
  @Test
  void aTaskOutsideOfPsiIsToldOnTheSameScale() {
    TaskFamily wider = new WiderFamily(TOLD, Box.cube(1, -8, 8));
    double[] observation = {7, 0};
    wider.tell(new double[] {5}, observation);
    assertThat(observation[0]).isEqualTo(7);
    assertThat(observation[1]).isCloseTo(2.5, within(1e-12));
  }

  @Test
  void aFamilyWithoutParametersIsRefused() {
    assertThatThrownBy(() -> new ContextualFamily(over(Box.of(new double[0], new double[0]))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line has no task parameters that a policy could be told");
    assertThatThrownBy(() -> new ContextualFamily(over(Box.unbounded(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line has unbounded task parameters [-Infinity, Infinity]");
  }

  private static TaskFamily over(Box parameters) {
    return new Changed(parameters, new TaskSampler.Uniform());
  }

  private static TaskFamily withDistribution(TaskSampler sampler) {
    return new Changed(LINE.parameters(), sampler);
  }

  /** The line with other tasks. */
  private record Changed(Box parameters, TaskSampler distribution) implements TaskFamily {
    @Override
    public String id() {
      return LINE.id();
    }

    @Override
    public String parameterName(int index) {
      return LINE.parameterName(index);
    }

    @Override
    public RewardFunction reward() {
      return LINE.reward();
    }

    @Override
    public TerminationFunction termination() {
      return LINE.termination();
    }

    @Override
    public int horizon() {
      return LINE.horizon();
    }

    @Override
    public Environment newDynamics() {
      return LINE.newDynamics();
    }
  }
}
