package dev.admiral.atari.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.atari.FakeGame;
import dev.admiral.random.RandomStream;
import org.junit.jupiter.api.Test;

class FireStartTest {
  private final RandomStream random = RandomStream.of(1);

  private static Play lives(FakeGame game) {
    return new EpisodicLife(new FrameSkip(game, new Screens(game), 2, 0, 1_000_000), game);
  }

  @Test
  void everyEpisodeBeginsWithActionsOneAndTwo() {
    FakeGame game = new FakeGame(2, 6, 40);
    FireStart play = new FireStart(lives(game));
    play.newGame(random);
    assertThat(game.played()).containsExactly(1, 1, 2, 2);
    assertThat(play.step(3).terminated()).isTrue();
    play.nextEpisode(random);
    assertThat(game.played()).containsExactly(1, 1, 2, 2, 3, 3, 0, 0, 1, 1, 2, 2);
    assertThat(game.resets()).isEqualTo(1);
  }

  @Test
  void goesOnWithTheNextEpisodeIfFireEndsOne() {
    FakeGame game = new FakeGame(2, 2, 40);
    FireStart play = new FireStart(lives(game));
    play.newGame(random);
    assertThat(game.played()).containsExactly(1, 1, 0, 0, 2, 2);
    assertThat(game.resets()).isEqualTo(1);
  }

  @Test
  void suitsGamesWithFireAndSomethingElseToDo() {
    assertThat(FireStart.suits(new FakeGame(0, 1))).isTrue();
    assertThat(FireStart.suits(FakeGame.withActions(4, false))).isFalse();
    assertThat(FireStart.suits(FakeGame.withActions(2, true))).isFalse();
    assertThat(FireStart.suits(FakeGame.withActions(3, true))).isTrue();
  }
}
