package dev.admiral.atari.ale;

import dev.admiral.asset.AssetException;
import dev.admiral.atari.preprocessing.Game;
import java.nio.file.Path;
import org.bytedeco.ale.ALEInterface;
import org.bytedeco.ale.ALEState;
import org.bytedeco.ale.ColourPalette;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * A game in ALE's emulator, with its minimal set of actions and without sticky actions.
 *
 * <p>ALE's own reset keeps some of what came before. That shows in 7 of the 104 games: hangman, haunted-house, ice-hockey,
 * sir-lancelot, space-war, surround and yars-revenge then go another way than when they were just loaded. So a reset here
 * first puts the emulator back to where it was when the game was loaded.
 */
public final class AleGame implements Game {

  /** The version of ALE. */
  public static final String VERSION = "0.7.3";

  /** ALE's number of the fire button. */
  private static final int FIRE = 1;

  private final String id;
  private final ALEInterface ale;
  private final int[] actions;
  private final int height;
  private final int width;
  private final byte[] grayLevels;
  private final BytePointer pixels;
  private final ALEState loaded;
  private boolean closed;

  /**
   * Loads a game.
   *
   * @param id its name
   * @param rom its file. ALE ends the process if it does not know the game, so the caller has checked that it does
   * @throws AssetException if ALE does not run on this platform
   */
  public AleGame(String id, Path rom) {
    this.id = id;
    this.ale = AleLibrary.emulator(rom);
    try (IntPointer set = ale.getMinimalActionSet()) {
      this.actions = new int[Math.toIntExact(set.limit())];
      set.get(actions);
    }
    this.height = Math.toIntExact(ale.getScreen().height());
    this.width = Math.toIntExact(ale.getScreen().width());
    this.grayLevels = grayLevels(ale.theOSystem().colourPalette());
    this.pixels = ale.getScreen().getArray();
    this.loaded = ale.cloneSystemState();
  }

  private static byte[] grayLevels(ColourPalette palette) {
    byte[] colours = new byte[256];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (byte) i;
    }
    byte[] levels = new byte[colours.length];
    palette.applyPaletteGrayscale(levels, colours, colours.length);
    return levels;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int actions() {
    return actions.length;
  }

  @Override
  public boolean hasFire() {
    return actions.length > 1 && actions[1] == FIRE;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void reset() {
    requireOpen();
    ale.restoreSystemState(loaded);
    ale.reset_game();
  }

  @Override
  public int play(int action) {
    requireOpen();
    return ale.act(actions[action]);
  }

  @Override
  public boolean isOver() {
    requireOpen();
    return ale.game_over();
  }

  @Override
  public int lives() {
    requireOpen();
    return ale.lives();
  }

  @Override
  public void screen(byte[] colours) {
    requireOpen();
    pixels.get(colours, 0, height * width);
  }

  @Override
  public byte[] grayLevels() {
    return grayLevels.clone();
  }

  /** The emulator's memory is gone then, and touching it would end the process. */
  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(id + " is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      loaded.close();
      ale.close();
    }
  }
}
