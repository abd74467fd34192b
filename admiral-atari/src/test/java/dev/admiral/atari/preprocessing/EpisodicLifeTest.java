package dev.admiral.atari.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.atari.FakeGame;
import dev.admiral.random.RandomStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpisodicLifeTest {
  private final RandomStream random = RandomStream.of(1);
  private final FakeGame game = new FakeGame(3, 6, 15, 30);
  private final Scorekeeper score = new Scorekeeper(frameSkip(game));
  private final EpisodicLife play = new EpisodicLife(score, game);

  private static FrameSkip frameSkip(Game game) {
    return new FrameSkip(game, new Screens(game), 4, 0, 1_000_000);
  }

  @BeforeEach
  void begin() {
    play.newGame(random);
  }

  @Test
  void aLostLifeEndsTheEpisodeButNotTheGame() {
    assertThat(play.step(2).isEnd()).isFalse();
    // The life goes at frame 6; the action is held to frame 8 all the same.
    assertThat(play.step(2)).isEqualTo(new Outcome(5 + 6 + 7 + 8, true, false));
    assertThat(score.hasCompleted()).isFalse();
    play.nextEpisode(random);
    assertThat(game.resets()).isEqualTo(1);
    assertThat(game.played().subList(8, 12)).containsOnly(Game.NO_OP);
    assertThat(game.frame()).isEqualTo(12);
    assertThat(play.step(2).terminated()).isTrue();
  }

  @Test
  void theScoreIsThatOfTheWholeGame() {
    int episodes = 0;
    int steps = 0;
    while (!score.hasCompleted()) {
      steps++;
      if (play.step(1).isEnd()) {
        episodes++;
        if (!score.hasCompleted()) {
          play.nextEpisode(random);
        }
      }
    }
    assertThat(episodes).isEqualTo(3);
    assertThat(score.completedScore()).isEqualTo(30 * 31 / 2);
    // Two no-op steps after lost lives are the game's, but not the learner's.
    assertThat(score.completedSteps()).isEqualTo(8).isEqualTo(steps + 2);
    play.nextEpisode(random);
    assertThat(game.resets()).isEqualTo(2);
    assertThat(game.frame()).isZero();
  }

  @Test
  void theNoOpMayEndTheGame() {
    FakeGame shortGame = new FakeGame(2, 4, 7);
    Scorekeeper shortScore = new Scorekeeper(frameSkip(shortGame));
    EpisodicLife life = new EpisodicLife(shortScore, shortGame);
    life.newGame(random);
    assertThat(life.step(1).terminated()).isTrue();
    life.nextEpisode(random);
    assertThat(shortGame.resets()).isEqualTo(2);
    assertThat(shortGame.frame()).isZero();
    assertThat(shortScore.completedScore()).isEqualTo(7 * 8 / 2);
    assertThat(life.step(1)).isEqualTo(new Outcome(10, true, false));
  }

  @Test
  void aNewGameIsOneEvenWithLivesLeft() {
    play.step(0);
    play.step(0);
    play.newGame(random);
    assertThat(game.resets()).isEqualTo(2);
    assertThat(play.step(0).isEnd()).isFalse();
  }

  @Test
  void doesNothingWithoutLives() {
    FakeGame lifeless = new FakeGame(0, 6);
    EpisodicLife life = new EpisodicLife(frameSkip(lifeless), lifeless);
    life.newGame(random);
    assertThat(life.step(0).isEnd()).isFalse();
    assertThat(life.step(0).terminated()).isTrue();
    life.nextEpisode(random);
    assertThat(lifeless.resets()).isEqualTo(2);
  }

  @Test
  void aTruncatedGameDoesNotGoOn() {
    FakeGame cut = new FakeGame(3, 4, 100, 200);
    EpisodicLife life = new EpisodicLife(new FrameSkip(cut, new Screens(cut), 4, 0, 4), cut);
    life.newGame(random);
    assertThat(life.step(0)).isEqualTo(new Outcome(10, false, true));
    life.nextEpisode(random);
    assertThat(cut.resets()).isEqualTo(2);
  }
}
