package dev.admiral.atari;

import dev.admiral.atari.preprocessing.FrameStack;

/**
 * How a game is turned into an environment. Source: OpenAI baselines' PPO2, which the ATPA paper trains.
 *
 * @param maximumNoOps a game begins with 1, …, this many frames of no-ops, drawn uniformly; 0 for none
 * @param frameSkip for how many frames an action is held; their rewards are added up, their last two screens merged
 * @param maximumFrames after how many frames a game is truncated, the no-ops included
 * @param screenSize height and width of what is observed [pixels]
 * @param stackSize how many pictures, one per step, an observation shows
 * @param stackStart what stands in for the pictures before an episode's first
 * @param fireStart whether an episode begins by pressing FIRE, in games that have it as action 1
 * @param episodicLife whether a lost life ends the learner's episode, though the game goes on
 * @param rewardSign whether the learner is shown the sign of each reward instead of the reward
 */
public record AtariConfig(
    int maximumNoOps,
    int frameSkip,
    int maximumFrames,
    int screenSize,
    int stackSize,
    FrameStack.Start stackStart,
    boolean fireStart,
    boolean episodicLife,
    boolean rewardSign) {

  public AtariConfig {
    requireAtLeast("maximumNoOps", maximumNoOps, 0);
    requireAtLeast("frameSkip", frameSkip, 1);
    requireAtLeast("maximumFrames", maximumFrames, 1);
    requireAtLeast("screenSize", screenSize, 1);
    requireAtLeast("stackSize", stackSize, 1);
  }

  /** What a learner trains on: lives are episodes, and rewards their signs. */
  public static AtariConfig training() {
    return new AtariConfig(30, 4, 108_000, 84, 4, FrameStack.Start.ZEROS, true, true, true);
  }

  /** What a policy is judged by: whole games, with the rewards that the game gives. */
  public static AtariConfig evaluation() {
    return new AtariConfig(30, 4, 108_000, 84, 4, FrameStack.Start.ZEROS, true, false, false);
  }

  /** What a policy that was trained on this is judged by: whole games, with the rewards that the game gives. */
  public AtariConfig wholeGames() {
    return new AtariConfig(
        maximumNoOps,
        frameSkip,
        maximumFrames,
        screenSize,
        stackSize,
        stackStart,
        fireStart,
        false,
        false);
  }

  public AtariConfig withMaximumNoOps(int value) {
    return new AtariConfig(
        value,
        frameSkip,
        maximumFrames,
        screenSize,
        stackSize,
        stackStart,
        fireStart,
        episodicLife,
        rewardSign);
  }

  public AtariConfig withMaximumFrames(int value) {
    return new AtariConfig(
        maximumNoOps,
        frameSkip,
        value,
        screenSize,
        stackSize,
        stackStart,
        fireStart,
        episodicLife,
        rewardSign);
  }

  public AtariConfig withStack(int size, FrameStack.Start start) {
    return new AtariConfig(
        maximumNoOps,
        frameSkip,
        maximumFrames,
        screenSize,
        size,
        start,
        fireStart,
        episodicLife,
        rewardSign);
  }

  public AtariConfig withFireStart(boolean value) {
    return new AtariConfig(
        maximumNoOps,
        frameSkip,
        maximumFrames,
        screenSize,
        stackSize,
        stackStart,
        value,
        episodicLife,
        rewardSign);
  }

  private static void requireAtLeast(String name, int value, int minimum) {
    if (value < minimum) {
      throw new IllegalArgumentException(
          "%s is %d, but must be at least %d".formatted(name, value, minimum));
    }
  }
}
