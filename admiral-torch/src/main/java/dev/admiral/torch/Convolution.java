package dev.admiral.torch;

/**
 * A convolution over every place where its square kernel fits, followed by a ReLU.
 *
 * @param filters how many channels come out
 * @param kernel the side of the kernel, in pixels
 * @param stride how many pixels lie between two places
 */
public record Convolution(int filters, int kernel, int stride) {
  public Convolution {
    if (filters < 1 || kernel < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "a convolution's filters, kernel and stride are at least 1, not %d, %d and %d"
              .formatted(filters, kernel, stride));
    }
  }

  /** What becomes of an image's height or width. */
  int reduced(int size) {
    if (kernel > size) {
      throw new IllegalArgumentException(
          "a kernel of %d does not fit an image of %d".formatted(kernel, size));
    }
    return (size - kernel) / stride + 1;
  }
}
