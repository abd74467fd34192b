package dev.admiral.cli;

import dev.admiral.asset.AssetException;
import dev.admiral.mujoco.assets.NativeAssets;
import org.junit.jupiter.api.Assumptions;

/**
 * Skips tests, with the reason, where MuJoCo cannot be had; fails them instead where {@code
 * ADMIRAL_REQUIRE_NATIVE} is {@code true}.
 */
final class NeedsMujoco {
  private NeedsMujoco() {}

  static void orSkip() {
    NativeAssets assets = NativeAssets.ofEnvironment();
    try {
      assets.models(System.err::println);
      assets.library(System.err::println);
    } catch (AssetException e) {
      if (Boolean.parseBoolean(System.getenv("ADMIRAL_REQUIRE_NATIVE"))) {
        throw e;
      }
      Assumptions.abort(e.getMessage());
    }
  }
}
