package dev.admiral.atari.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.atari.FakeGame;
import org.junit.jupiter.api.Test;

class ScreensTest {
  private final FakeGame game = new FakeGame(0, 1000);
  private final Screens screens = new Screens(game);

  private int merged() {
    byte[] gray = screens.merge();
    assertThat(gray).containsOnly(gray[0]);
    return gray[0] & 0xff;
  }

  @Test
  void showsTheBrighterOfTheLastTwo() {
    for (int i = 0; i < 100; i++) {
      game.play(0);
    }
    screens.capture();
    assertThat(merged()).isEqualTo(200);
    game.reset();
    game.play(0);
    screens.capture();
    assertThat(merged()).isEqualTo(200);
    screens.capture();
    assertThat(merged()).isEqualTo(2);
  }

  @Test
  void oneAloneStandsForItself() {
    game.play(0);
    game.play(0);
    screens.capture();
    screens.capture();
    game.reset();
    screens.clear();
    assertThatThrownBy(() -> screens.merge()).isInstanceOf(IllegalStateException.class);
    screens.capture();
    assertThat(merged()).isZero();
  }
}
