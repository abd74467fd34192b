package dev.admiral.torch;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/** The native library: loaded once, with the standard threads; a failure is remembered and said again. */
final class TorchLibrary {
  /** One line; empty where all is well. */
  private static final String FAILURE = load();

  private TorchLibrary() {}

  /**
   * @throws TorchException where this host has no libtorch on the class path
   */
  static void require() {
    if (!FAILURE.isEmpty()) {
      throw new TorchException(FAILURE);
    }
  }

  private static String load() {
    try {
      Loader.load(openblas_nolapack.class);
      Loader.load(torch.class);
      TorchThreads.standard().set();
      return "";
    } catch (LinkageError e) {
      return "libtorch cannot be loaded (org.bytedeco:pytorch with the natives of %s): %s"
          .formatted(
              Loader.getPlatform(), String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
