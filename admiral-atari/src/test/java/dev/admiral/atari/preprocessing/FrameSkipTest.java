package dev.admiral.atari.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.atari.FakeGame;
import dev.admiral.random.RandomStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FrameSkipTest {
  private static final int NEVER = 1_000_000;

  private static FrameSkip over(FakeGame game, int maximumNoOps, int maximumFrames) {
    return new FrameSkip(game, new Screens(game), 4, maximumNoOps, maximumFrames);
  }

  @Test
  void holdsAnActionAndAddsUpTheRewards() {
    FakeGame game = new FakeGame(0, 100);
    FrameSkip play = over(game, 0, NEVER);
    play.newGame(RandomStream.of(1));
    assertThat(play.step(2)).isEqualTo(new Outcome(1 + 2 + 3 + 4, false, false));
    assertThat(play.step(3)).isEqualTo(new Outcome(5 + 6 + 7 + 8, false, false));
    assertThat(game.played()).containsExactly(2, 2, 2, 2, 3, 3, 3, 3);
  }

  @Test
  void mergesTheLastTwoScreensOfAStep() {
    FakeGame game = new FakeGame(0, 6);
    Screens screens = new Screens(game);
    FrameSkip play = new FrameSkip(game, screens, 4, 0, NEVER);
    play.newGame(RandomStream.of(1));
    assertThat(screens.merge()).containsOnly(0);
    play.step(0);
    assertThat(screens.merge()).containsOnly(2 * 4);
    play.step(0);
    assertThat(screens.merge()).containsOnly(2 * 6);
  }

  @Test
  void stopsWhereTheGameEnds() {
    FakeGame game = new FakeGame(0, 6);
    FrameSkip play = over(game, 0, NEVER);
    play.newGame(RandomStream.of(1));
    play.step(0);
    assertThat(play.step(0)).isEqualTo(new Outcome(5 + 6, true, false));
    assertThat(game.frame()).isEqualTo(6);
  }

  @Test
  void cutsAGameOffAfterItsFramesNoOpsIncluded() {
    FakeGame game = new FakeGame(0, 100);
    FrameSkip play = over(game, 1, 6);
    play.newGame(RandomStream.of(1));
    assertThat(game.frame()).isEqualTo(1);
    assertThat(play.step(0).isEnd()).isFalse();
    assertThat(play.step(0)).isEqualTo(new Outcome(6, false, true));
  }

  @Test
  void aGameThatEndsAtItsLastFrameIsNotCutOff() {
    FrameSkip play = over(new FakeGame(0, 4), 0, 4);
    play.newGame(RandomStream.of(1));
    assertThat(play.step(0)).isEqualTo(new Outcome(10, true, false));
  }

  @Test
  void drawsTheNumberOfNoOpsUniformly() {
    FakeGame game = new FakeGame(0, 100);
    FrameSkip play = over(game, 30, NEVER);
    RandomStream random = RandomStream.of(7);
    Map<Integer, Integer> counts = new TreeMap<>();
    int games = 30_000;
    for (int i = 0; i < games; i++) {
      play.newGame(random);
      counts.merge(game.frame(), 1, Integer::sum);
    }
    assertThat(game.played()).containsOnly(Game.NO_OP);
    assertThat(counts).hasSize(30).containsKeys(1, 30);
    // 1,000 each, with a standard deviation of 31.
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Test
  void aGameThatEndsDuringTheNoOpsBeginsAgain() {
    FakeGame game = new FakeGame(0, 3);
    FrameSkip play = over(game, 30, NEVER);
    RandomStream random = RandomStream.of(3);
    for (int i = 0; i < 50; i++) {
      play.newGame(random);
      assertThat(game.isOver()).isFalse();
    }
    assertThat(game.resets()).isGreaterThan(50);
  }
}
