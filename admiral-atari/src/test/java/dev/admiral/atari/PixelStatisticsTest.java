package dev.admiral.atari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.atari.preprocessing.FrameStack;
import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import dev.admiral.space.Space;
import org.junit.jupiter.api.Test;

class PixelStatisticsTest {

  /// One pixel that is 10, 20, 30, 40, then a game over, and one that is always 50.
  private static final class Blinking implements Environment {
    private final StepResult result = new StepResult(2, 0);
    private int level;

    @Override
    public Box observationSpace() {
      return Box.cube(2, 0, 255);
    }

    @Override
    public Space actionSpace() {
      return new Discrete(3);
    }

    @Override
    public StepResult reset(RandomStream random) {
      level = 0;
      return next();
    }

    @Override
    public StepResult step(double[] action) {
      assertThat(action[0]).isBetween(0.0, 2.0);
      return next();
    }

    private StepResult next() {
      level += 10;
      result.observation()[0] = level;
      result.observation()[1] = 50;
      return result.with(0, level == 40, false);
    }

    @Override
    public void close() {}
  }

  @Test
  void areThoseOfAllPixels() {
    PixelStatistics statistics = PixelStatistics.of(new Blinking(), 3);
    // 10, 20, 30, 40 and four times 50
    assertThat(statistics.mean()).isCloseTo(37.5, within(1e-9));
    assertThat(statistics.deviation())
        .isCloseTo(
            Math.sqrt((27.5 * 27.5 + 17.5 * 17.5 + 7.5 * 7.5 + 2.5 * 2.5 + 4 * 12.5 * 12.5) / 8),
            within(1e-9));
  }

  @Test
  @RequiresAle
  void ofAGameAreTheSameEachTime() {
    AtariConfig small =
        AtariConfig.training().withStack(2, FrameStack.Start.REPEATED).withMaximumFrames(400);
    PixelStatistics boxing = PixelStatistics.ofRandomPlay("boxing", small);
    assertThat(boxing).isEqualTo(PixelStatistics.ofRandomPlay("boxing", small));
    // A gray ring that fills the screen, and fighters in black and white.
    assertThat(boxing.mean()).isBetween(110.0, 140.0);
    assertThat(boxing.deviation()).isBetween(20.0, 50.0);
  }
}
