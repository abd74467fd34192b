package dev.admiral.atari.preprocessing;

/**
 * What a step led to.
 *
 * @param reward the sum over its frames
 * @param terminated whether the episode ended by the game's own rules
 * @param truncated whether the game was cut off
 */
public record Outcome(int reward, boolean terminated, boolean truncated) {

  public boolean isEnd() {
    return terminated || truncated;
  }
}
