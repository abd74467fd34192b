package dev.admiral.env;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EnvironmentCheckerTest {

  /** A random walk that keeps the contract, for subclasses to break. */
  private static class Walk implements Environment {
    final StepResult result = new StepResult(1, 0);
    double position;

    @Override
    public Box observationSpace() {
      return Box.cube(1, -1000, 1000);
    }

    @Override
    public Space actionSpace() {
      return Box.cube(1, -1, 1);
    }

    @Override
    public StepResult reset(RandomStream random) {
      position = random.nextDouble();
      return observe(0);
    }

    @Override
    public StepResult step(double[] action) {
      position += action[0];
      return observe(1);
    }

    StepResult observe(double reward) {
      result.observation()[0] = position;
      return result.with(reward, false, false);
    }
  }

  @Test
  void acceptsEnvironmentsThatKeepTheContract() {
    EnvironmentChecker.check(Walk::new);
    EnvironmentChecker.check(() -> new CountingEnvironment(7));
    EnvironmentChecker.check(() -> new TimeLimit(new Walk(), 5));
  }

  @Test
  void refusesAnotherSourceOfRandomness() {
    refuses(
        () ->
            new Walk() {
              @Override
              public StepResult reset(RandomStream random) {
                position = System.nanoTime() % 1000;
                return observe(0);
              }
            },
        "different results at reset");
  }

  @Test
  void refusesWhatIsLeftOfAnEarlierEpisode() {
    refuses(
        () ->
            new Walk() {
              @Override
              public StepResult reset(RandomStream random) {
                position = position / 1000 + random.nextDouble();
                return observe(0);
              }
            },
        "begins differently in episode 1");
  }

  @Test
  void refusesStateInTheObservation() {
    refuses(
        () ->
            new Walk() {
              @Override
              public StepResult step(double[] action) {
                position = result.observation()[0] + action[0];
                return observe(1);
              }
            },
        "observation[0] is NaN");
  }

  @Test
  void refusesToKeepTheAction() {
    refuses(
        () ->
            new Walk() {
              double[] kept = {0};

              @Override
              public StepResult reset(RandomStream random) {
                kept = new double[] {0};
                return super.reset(random);
              }

              @Override
              public StepResult step(double[] action) {
                position += kept[0];
                kept = action;
                return observe(1);
              }
            },
        "observation[0] is NaN");
  }

  @Test
  void refusesToChangeTheAction() {
    refuses(
        () ->
            new Walk() {
              @Override
              public StepResult step(double[] action) {
                action[0] = 0;
                return observe(1);
              }
            },
        "step changes its action");
  }

  @Test
  void refusesNaNAndWhatLiesOutsideTheSpace() {
    refuses(
        () ->
            new Walk() {
              @Override
              public StepResult step(double[] action) {
                return observe(Double.NaN);
              }
            },
        "a reward is NaN");
    refuses(
        () ->
            new Walk() {
              @Override
              public StepResult step(double[] action) {
                position = 1001;
                return observe(0);
              }
            },
        "lies outside [-1000.0, 1000.0]");
  }

  @Test
  void refusesARewardForAReset() {
    refuses(
        () ->
            new Walk() {
              @Override
              public StepResult reset(RandomStream random) {
                super.reset(random);
                return observe(1);
              }
            },
        "a reset has reward 1.0");
  }

  @Test
  void refusesASharedResult() {
    Walk shared = new Walk();
    refuses(() -> shared, "two environments share an observation");
  }

  private static void refuses(Supplier<Environment> factory, String problem) {
    assertThatThrownBy(() -> EnvironmentChecker.check(factory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the environment breaks its contract: ")
        .hasMessageContaining(problem);
  }
}
