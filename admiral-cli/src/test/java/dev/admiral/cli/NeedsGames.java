package dev.admiral.cli;

import dev.admiral.asset.AssetException;
import dev.admiral.atari.AtariConfig;
import dev.admiral.atari.AtariEnvironment;
import org.junit.jupiter.api.Assumptions;

/**
 * Skips tests, with the reason, where ALE or the ROMs cannot be had; fails them instead where {@code
 * ADMIRAL_REQUIRE_NATIVE} is {@code true}.
 */
final class NeedsGames {
  private NeedsGames() {}

  static void orSkip() {
    try {
      new AtariEnvironment("boxing", AtariConfig.evaluation()).close();
    } catch (AssetException e) {
      if (Boolean.parseBoolean(System.getenv("ADMIRAL_REQUIRE_NATIVE"))) {
        throw e;
      }
      Assumptions.abort(e.getMessage());
    }
  }
}
