package dev.admiral.cli;

import dev.admiral.torch.TorchDevice;
import dev.admiral.torch.TorchException;
import org.junit.jupiter.api.Assumptions;

/**
 * Skips tests, with the reason, on a host that has no libtorch; fails them instead where {@code
 * ADMIRAL_REQUIRE_NATIVE} is {@code true}.
 */
final class NeedsTorch {
  private NeedsTorch() {}

  static void orSkip() {
    try {
      TorchDevice.CPU.require();
    } catch (TorchException e) {
      if (Boolean.parseBoolean(System.getenv("ADMIRAL_REQUIRE_NATIVE"))) {
        throw e;
      }
      Assumptions.abort(e.getMessage());
    }
  }
}
