package dev.admiral.env;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks that an environment keeps the contract of {@link Environment}, as far as random actions can
 * tell. For the tests of whoever writes one:
 *
 * <pre>EnvironmentChecker.check(MyEnvironment::new);</pre>
 *
 * <p>Two environments get equal streams and equal actions, and must do the same: so neither may draw
 * from another source, keep something of an earlier episode, keep the action's array, or read its
 * state back from the observation (one of the two has its results scribbled over).
 */
public final class EnvironmentChecker {
  private static final int EPISODES = 3;
  private static final int STEPS_PER_EPISODE = 100;
  private static final long SEED = 20_260_101;

  private final Environment first;
  private final Environment second;

  private EnvironmentChecker(Environment first, Environment second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Makes two environments, runs a few episodes and closes them.
   *
   * @throws IllegalStateException if the contract is broken; the message says where
   */
  public static void check(Supplier<? extends Environment> factory) {
    try (Environment first = factory.get();
        Environment second = factory.get()) {
      new EnvironmentChecker(first, second).run();
    }
  }

  private void run() {
    List<String> names = first.infoNames();
    require(new HashSet<>(names).size() == names.size(), "an info name is there twice: " + names);
    require(
        first.observationSpace().equals(second.observationSpace())
            && first.actionSpace().equals(second.actionSpace()),
        "two environments from one factory have different spaces");

    // The second environment comes fresh to every episode after the first; the first has a past.
    double[] beginning = new double[first.observationSpace().size()];
    for (int episode = 0; episode < EPISODES; episode++) {
      RandomStream choices = RandomStream.of(SEED + episode);
      StepResult left = first.reset(RandomStream.of(SEED));
      StepResult right = second.reset(RandomStream.of(SEED));
      require(!areOne(left, right), "two environments share an observation");
      checkReset(left);
      checkEqual("reset", left, right);
      if (episode == 0) {
        System.arraycopy(left.observation(), 0, beginning, 0, beginning.length);
      }
      require(
          Arrays.equals(beginning, left.observation()),
          "a reset with an equal stream begins differently in episode " + episode);
      runEpisode(choices);
    }
  }

  private void runEpisode(RandomStream choices) {
    for (int t = 0; t < STEPS_PER_EPISODE; t++) {
      double[] action = sample(first.actionSpace(), choices);
      double[] sameAction = action.clone();
      StepResult left = first.step(action);
      require(Arrays.equals(action, sameAction), "step changes its action");
      StepResult right = second.step(sameAction);
      checkStep(left);
      checkEqual("step " + t, left, right);
      boolean over = left.terminated() || left.truncated();
      Arrays.fill(action, Double.NaN);
      Arrays.fill(left.observation(), Double.NaN);
      Arrays.fill(left.info(), Double.NaN);
      if (over) {
        return;
      }
    }
  }

  private void checkReset(StepResult result) {
    checkStep(result);
    require(
        result.reward() == 0 && !result.terminated() && !result.truncated(),
        "a reset has reward " + result.reward() + " or ends its episode");
  }

  private void checkStep(StepResult result) {
    Box space = first.observationSpace();
    double[] observation = result.observation();
    require(
        observation.length == space.size(),
        "an observation has %d numbers where the space has %d"
            .formatted(observation.length, space.size()));
    for (int i = 0; i < observation.length; i++) {
      require(Double.isFinite(observation[i]), "observation[" + i + "] is " + observation[i]);
    }
    require(
        space.contains(observation),
        "the observation " + Arrays.toString(observation) + " lies outside " + space);
    require(Double.isFinite(result.reward()), "a reward is " + result.reward());
    require(
        result.info().length == first.infoNames().size(),
        "there are %d infos where infoNames has %d"
            .formatted(result.info().length, first.infoNames().size()));
  }

  @SuppressWarnings("ReferenceEquality") // Identity is the question.
  private static boolean areOne(StepResult left, StepResult right) {
    return left.observation() == right.observation();
  }

  private static void checkEqual(String when, StepResult left, StepResult right) {
    require(
        Arrays.equals(left.observation(), right.observation())
            && Arrays.equals(left.info(), right.info())
            && left.reward() == right.reward()
            && left.terminated() == right.terminated()
            && left.truncated() == right.truncated(),
        "equal streams and actions give different results at "
            + when
            + ": it draws from another source, or keeps what it should not (an earlier episode, the"
            + " action's array, its own result)");
  }

  private static double[] sample(Space space, RandomStream random) {
    if (!(space instanceof Box box) || box.isBounded()) {
      return space.sample(random);
    }
    double[] action = new double[box.size()];
    for (int i = 0; i < action.length; i++) {
      action[i] = Math.clamp(random.nextGaussian(), box.low(i), box.high(i));
    }
    return action;
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalStateException("the environment breaks its contract: " + problem);
    }
  }
}
