package dev.admiral.atari;

import dev.admiral.asset.AssetException;
import dev.admiral.atari.ale.AleGame;
import dev.admiral.atari.assets.Roms;
import dev.admiral.atari.preprocessing.Game;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The games by id. */
public final class AtariGames {
  private AtariGames() {}

  /** All ids, such as {@code space-invaders}, in alphabetical order. */
  public static List<String> ids() {
    return Roms.games();
  }

  /** What a game is, in one line. */
  public static String description(String id) {
    String title =
        Arrays.stream(id.split("-", -1))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining(" "));
    return title + " (Atari 2600)";
  }

  /**
   * Loads a game.
   *
   * @throws IllegalArgumentException if there is no game of this id
   * @throws AssetException if its ROM cannot be had, or ALE does not run on this platform
   */
  static Game open(String id) {
    if (!ids().contains(id)) {
      throw new IllegalArgumentException("there is no Atari game \"" + id + "\"");
    }
    Logger log = System.getLogger(AtariGames.class.getName());
    return new AleGame(id, Roms.ofEnvironment().rom(id, line -> log.log(Level.INFO, line)));
  }
}
