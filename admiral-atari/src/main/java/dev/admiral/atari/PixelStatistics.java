package dev.admiral.atari;

import dev.admiral.asset.AssetException;
import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;

/**
 * What the pixels of a game are like while it is played at random: one mean and one standard deviation for all of them.
 * A network learns sooner from pixels that have been standardised: left alone, most of what it sees is the brightness of
 * a background that never changes.
 *
 * @param mean gray level, 0 to 255
 * @param deviation gray levels; at least 1
 */
public record PixelStatistics(double mean, double deviation) {
  private static final int STEPS = 500;

  /**
   * Plays a while. The same game and configuration give the same statistics, on every machine and in every run.
   *
   * @param game one of {@link AtariGames#ids}
   * @throws IllegalArgumentException if there is no such game
   * @throws AssetException if its ROM cannot be had, or ALE does not run on this platform
   */
  public static PixelStatistics ofRandomPlay(String game, AtariConfig config) {
    try (AtariEnvironment environment = new AtariEnvironment(game, config.wholeGames())) {
      return of(environment, environment.actionSpace().count());
    }
  }

  static PixelStatistics of(Environment environment, int actions) {
    RandomStream random = new RandomStreams(0).stream("pixels");
    double sum = 0;
    double squares = 0;
    long count = 0;
    StepResult now = environment.reset(random);
    for (int step = 0; step < STEPS; step++) {
      for (double pixel : now.observation()) {
        sum += pixel;
        squares += pixel * pixel;
      }
      count += now.observation().length;
      now =
          now.terminated() || now.truncated()
              ? environment.reset(random)
              : environment.step(new double[] {random.nextInt(actions)});
    }
    double mean = sum / count;
    return new PixelStatistics(mean, Math.max(1, Math.sqrt(squares / count - mean * mean)));
  }
}
