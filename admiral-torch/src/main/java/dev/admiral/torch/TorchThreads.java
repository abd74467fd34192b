package dev.admiral.torch;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * How many threads libtorch computes with on a CPU, for the whole process. Sums may be taken in another
 * order with other numbers of threads, so a run whose bits are to be repeated records these.
 *
 * @param libtorch of libtorch's own operations, convolutions among them
 * @param openBlas of the matrix products inside them
 */
public record TorchThreads(int libtorch, int openBlas) {
  public TorchThreads {
    if (libtorch < 1 || openBlas < 1) {
      throw new IllegalArgumentException(
          "libtorch needs at least 1 thread and OpenBLAS as well, not %d and %d"
              .formatted(libtorch, openBlas));
    }
  }

  /**
   * One of libtorch's own, and OpenBLAS's on all cores: a product of 128×500×500 took 0.37 ms so on two
   * cores, and 8.4 ms where both had two, because they fight for the cores.
   */
  public static TorchThreads standard() {
    return new TorchThreads(1, Runtime.getRuntime().availableProcessors());
  }

  /** What is in use. */
  public static TorchThreads current() {
    TorchLibrary.require();
    return new TorchThreads(torch.get_num_threads(), openblas_nolapack.blas_get_num_threads());
  }

  /** From now on, in the whole process. */
  public void use() {
    TorchLibrary.require();
    set();
  }

  void set() {
    torch.set_num_threads(libtorch);
    openblas_nolapack.blas_set_num_threads(openBlas);
  }
}
