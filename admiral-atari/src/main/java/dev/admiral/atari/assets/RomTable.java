package dev.admiral.atari.assets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The games that ALE 0.7.3 plays, and the MD5 by which it knows each one's ROM. From {@code roms.csv}, a line per game;
 * the sums are of the files in {@code ale-py} 0.12.1, which has four more.
 */
final class RomTable {
  private static final Map<String, String> MD5_BY_GAME = read();

  private RomTable() {}

  /** From the game's id, such as {@code space-invaders}, to 32 hexadecimal digits; sorted. */
  static Map<String, String> md5ByGame() {
    return MD5_BY_GAME;
  }

  /** The name of a game's file, such as {@code space_invaders.bin}. */
  static String fileName(String game) {
    return game.replace('-', '_') + ".bin";
  }

  private static Map<String, String> read() {
    try (InputStream in = Objects.requireNonNull(RomTable.class.getResourceAsStream("roms.csv"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Map<String, String> table = new TreeMap<>();
      for (String line : reader.lines().toList()) {
        int comma = line.indexOf(',');
        table.put(line.substring(0, comma), line.substring(comma + 1));
      }
      return Collections.unmodifiableMap(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
