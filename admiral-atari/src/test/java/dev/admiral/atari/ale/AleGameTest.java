package dev.admiral.atari.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.atari.AtariGames;
import dev.admiral.atari.RequiresAle;
import dev.admiral.atari.assets.Roms;
import dev.admiral.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresAle
class AleGameTest {

  static List<String> allGames() {
    return AtariGames.ids();
  }

  private static AleGame open(String id) {
    return new AleGame(id, Roms.ofEnvironment().rom(id, System.err::println));
  }

  /** What is seen and scored over random actions; a game that is over begins anew. */
  private static List<Object> play(AleGame game, RandomStream random, int frames) {
    List<Object> seen = new ArrayList<>();
    byte[] screen = new byte[game.height() * game.width()];
    for (int t = 0; t < frames; t++) {
      int reward = game.play(random.nextInt(game.actions()));
      game.screen(screen);
      seen.add(List.of(reward, game.lives(), game.isOver(), Arrays.hashCode(screen)));
      if (game.isOver()) {
        game.reset();
      }
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(strings = {"boxing", "carnival", "space-invaders", "yars-revenge"})
  void aResetForgetsWhatWasPlayed(String id) {
    assertResetForgets(id);
  }

  @Tag("learning") // Not that, but long.
  @ParameterizedTest
  @MethodSource("allGames")
  void aResetForgetsWhatWasPlayedInAnyGame(String id) {
    assertResetForgets(id);
  }

  private static void assertResetForgets(String id) {
    try (AleGame fresh = open(id);
        AleGame used = open(id)) {
      play(used, RandomStream.of(1), 337);
      fresh.reset();
      used.reset();
      byte[] expected = new byte[fresh.height() * fresh.width()];
      byte[] actual = expected.clone();
      fresh.screen(expected);
      used.screen(actual);
      assertThat(actual).isEqualTo(expected);
      assertThat(play(used, RandomStream.of(2), 200))
          .isEqualTo(play(fresh, RandomStream.of(2), 200));
    }
  }

  @Test
  void leaksNothing() {
    try (AleGame game = open("boxing")) {
      game.reset();
      play(game, RandomStream.of(1), 100);
      long before = Pointer.totalCount();
      for (int i = 0; i < 50; i++) {
        play(game, RandomStream.of(i), 100);
        game.reset();
      }
      assertThat(Pointer.totalCount()).isEqualTo(before);
    }
  }

  @Test
  void closingFreesAllAndMayBeRepeated() {
    open("boxing").close(); // Loads the library.
    long before = Pointer.totalCount();
    AleGame game = open("boxing");
    game.reset();
    game.close();
    game.close();
    assertThat(Pointer.totalCount()).isEqualTo(before);
    assertThatThrownBy(() -> game.play(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("boxing is closed");
  }
}
