package dev.admiral.nn;

import dev.admiral.nn.BatchSharing.Strip;
import dev.admiral.nn.ConvolutionalNetwork.Convolution;
import dev.admiral.nn.ConvolutionalNetwork.Image;
import dev.admiral.nn.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One layer of a {@link ConvolutionalNetwork} and its three products. An affine layer is a convolution whose
 * kernel covers the whole image.
 *
 * <p>For output line y, the part of the patches that lies on image line {@code y·stride + k} is a matrix {@code
 * [output width, kernel width · channels]} with a stride of {@code stride · channels}, right in the image. So a
 * convolution is a product for every output line and kernel line; where there is one place only, the rows of the
 * product are the samples instead. Where a product's rows may stand in several lines, some lines are taken at once:
 * it is the same sums in the same order, with fewer ends of tiles.
 *
 * @param height of the image that comes in
 * @param width of the image that comes in
 * @param channels of the image that comes in, padding included
 * @param realChannels of the image that comes in, padding left out
 * @param filters how many channels come out, padding left out
 * @param offset where the layer's weights begin in the flat vector
 */
record ConvolutionalLayer(
    int height,
    int width,
    int channels,
    int realChannels,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int filters,
    int offset) {

  ConvolutionalLayer {
    if (kernelHeight > height || kernelWidth > width) {
      throw new IllegalArgumentException(
          "a kernel of %d x %d does not fit into an image of %d x %d"
              .formatted(kernelHeight, kernelWidth, height, width));
    }
    if (filters < 1) {
      throw new IllegalArgumentException("every layer needs a width of at least 1, not " + filters);
    }
  }

  static ConvolutionalLayer first(Image image, Convolution convolution) {
    return new ConvolutionalLayer(
        image.height(),
        image.width(),
        image.channels(),
        image.channels(),
        convolution.kernel(),
        convolution.kernel(),
        convolution.stride(),
        convolution.filters(),
        0);
  }

  ConvolutionalLayer followedBy(Convolution convolution) {
    return followedBy(
        convolution.kernel(), convolution.kernel(), convolution.stride(), convolution.filters());
  }

  /** An affine layer. */
  ConvolutionalLayer followedBy(int outputs) {
    return followedBy(outHeight(), outWidth(), 1, outputs);
  }

  private ConvolutionalLayer followedBy(
      int nextKernelHeight, int nextKernelWidth, int nextStride, int nextFilters) {
    return new ConvolutionalLayer(
        outHeight(),
        outWidth(),
        paddedFilters(),
        filters,
        nextKernelHeight,
        nextKernelWidth,
        nextStride,
        nextFilters,
        end());
  }

  // ---- shapes -------------------------------------------------------------------------------

  int outHeight() {
    return (height - kernelHeight) / stride + 1;
  }

  int outWidth() {
    return (width - kernelWidth) / stride + 1;
  }

  int paddedFilters() {
    return Kernels.pad(filters);
  }

  /** How many numbers a filter sees, padding left out. */
  int in() {
    return kernelHeight * kernelWidth * realChannels;
  }

  /** How many numbers a filter sees, padding included. */
  private int patch() {
    return kernelHeight * kernelWidth * channels;
  }

  /** How many numbers of one image line a filter sees. */
  private int segment() {
    return kernelWidth * channels;
  }

  int inputSize() {
    return height * width * channels;
  }

  int outputSize() {
    return outHeight() * outWidth() * paddedFilters();
  }

  /** Whether the whole image, in whole vectors, is the only patch. */
  private boolean hasOnePlace() {
    return kernelHeight == height && kernelWidth == width && patch() % Kernels.LANES == 0;
  }

  int biasOffset() {
    return offset + patch() * paddedFilters();
  }

  /** Where the next layer's weights begin. */
  int end() {
    return Math.addExact(offset, Math.multiplyExact(patch() + 1, paddedFilters()));
  }

  int weightIndex(int i, int j) {
    return paddedWeightIndex(i / realChannels * channels + i % realChannels, j);
  }

  /** The weights stand in panels of outputs, as those of an {@link Mlp}. */
  private int paddedWeightIndex(int i, int j) {
    int first = j / Mlp.PANEL * Mlp.PANEL;
    return offset + first * patch() + i * Mlp.panelWidth(paddedFilters(), first) + (j - first);
  }

  /** The pieces of the weight gradient that are made independently. */
  List<Strip> strips(int layer) {
    if (hasOnePlace()) {
      return BatchSharing.strips(layer, patch());
    }
    List<Strip> strips = new ArrayList<>();
    for (int i = 0; i < patch(); i += segment()) {
      strips.add(new Strip(layer, i, i + segment()));
    }
    return strips;
  }

  // ---- the image times the weights ----------------------------------------------------------

  /**
   * {@code out} = in ∗ W + b for the samples {@code from} to {@code to}, or {@code out} += in ∗ W.
   *
   * @param in sample r begins at {@code inOffset + r·inStride}
   * @param theta the flat vector
   * @param out shape {@code [samples, outputSize]}
   */
  void forward(
      Kernels kernels,
      float[] in,
      int inOffset,
      int inStride,
      float[] theta,
      float[] out,
      int from,
      int to,
      boolean onto) {
    if (hasOnePlace()) {
      multiplyPanels(
          kernels,
          to - from,
          patch(),
          in,
          inOffset + from * inStride,
          inStride,
          theta,
          0,
          out,
          from * outputSize(),
          onto);
      return;
    }
    for (int r = from; r < to; r++) {
      for (int y = 0; y < outHeight(); y++) {
        int line = r * outputSize() + y * outWidth() * paddedFilters();
        for (int k = 0; k < kernelHeight; k++) {
          multiplyPanels(
              kernels,
              outWidth(),
              segment(),
              in,
              inOffset + r * inStride + (y * stride + k) * width * channels,
              stride * channels,
              theta,
              k * segment(),
              out,
              line,
              onto || k > 0);
        }
      }
    }
  }

  /** The product with the weights' rows from {@code first} on. */
  private void multiplyPanels(
      Kernels kernels,
      int rows,
      int inner,
      float[] a,
      int aOffset,
      int aStride,
      float[] theta,
      int first,
      float[] out,
      int outOffset,
      boolean onto) {
    int columns = paddedFilters();
    for (int j = 0; j < columns; j += Mlp.PANEL) {
      int panel = Mlp.panelWidth(columns, j);
      kernels.multiply(
          rows,
          inner,
          panel,
          a,
          aOffset,
          aStride,
          theta,
          paddedWeightIndex(first, j),
          panel,
          onto ? out : theta,
          (onto ? outOffset : biasOffset()) + j,
          onto ? columns : 0,
          out,
          outOffset + j,
          columns);
    }
  }

  // ---- the cotangents times the transposed weights ------------------------------------------

  /** How many numbers the transposed weights take. */
  int transposedSize() {
    return filters * Kernels.pad(patch());
  }

  /** How many panels of {@value Mlp#PANEL} columns the transposed weights have. */
  int transposedPanels() {
    return (patch() + Mlp.PANEL - 1) / Mlp.PANEL;
  }

  /** Writes panel {@code panel} of Wᵀ, shape {@code [filters, patch]}. */
  void transpose(float[] theta, int panel, float[] target) {
    int first = panel * Mlp.PANEL;
    int columns = Mlp.panelWidth(Kernels.pad(patch()), first);
    int last = Math.min(patch(), first + Mlp.PANEL);
    for (int i = first; i < last; i++) {
      int to = first * filters + (i - first);
      for (int j = 0; j < filters; j++, to += columns) {
        target[to] = theta[paddedWeightIndex(i, j)];
      }
    }
  }

  /** How many lines of the output together fill whole register tiles of 4 rows. */
  private int tiledLines() {
    return Math.min(outHeight(), outWidth() % 4 == 0 ? 1 : outWidth() % 2 == 0 ? 2 : 4);
  }

  /** How many numbers of scratch {@link #pullBack} needs. */
  int scratchSize() {
    return (hasOnePlace() ? 1 : tiledLines() * outWidth()) * Kernels.pad(patch());
  }

  /**
   * {@code in} = the cotangents of the layer's input, for the samples {@code from} to {@code to}, or {@code in} +=
   * them.
   *
   * @param d cotangents of the layer's output, shape {@code [samples, outputSize]}
   * @param transposed as {@link #transpose} wrote it
   * @param scratch of {@link #scratchSize} numbers
   * @param in shape {@code [samples, inputSize]}
   */
  void pullBack(
      Kernels kernels,
      float[] d,
      float[] transposed,
      float[] scratch,
      float[] in,
      int from,
      int to,
      boolean onto) {
    if (hasOnePlace()) {
      for (int r = from; !onto && r < to; r++) {
        Arrays.fill(in, r * inputSize(), (r + 1) * inputSize(), 0);
      }
      multiplyTransposed(
          kernels, to - from, d, from * outputSize(), transposed, in, from * inputSize(), true);
      return;
    }
    for (int r = from; r < to; r++) {
      if (!onto) {
        Arrays.fill(in, r * inputSize(), (r + 1) * inputSize(), 0);
      }
      for (int y = 0; y < outHeight(); y += tiledLines()) {
        int lines = Math.min(tiledLines(), outHeight() - y);
        int at = r * outputSize() + y * outWidth() * paddedFilters();
        multiplyTransposed(kernels, lines * outWidth(), d, at, transposed, scratch, 0, false);
        for (int line = 0; line < lines; line++) {
          scatter(kernels, scratch, line * outWidth(), in, r, y + line);
        }
      }
    }
  }

  /** Adds the cotangents of output line {@code y}'s patches, from row {@code place} of {@code patches} on. */
  private void scatter(Kernels kernels, float[] patches, int place, float[] in, int sample, int y) {
    int patchWidth = Kernels.pad(patch());
    for (int k = 0; k < kernelHeight; k++) {
      int imageLine = sample * inputSize() + (y * stride + k) * width * channels;
      for (int x = 0; x < outWidth(); x++) {
        kernels.addScaled(
            1,
            patches,
            (place + x) * patchWidth + k * segment(),
            in,
            imageLine + x * stride * channels,
            segment());
      }
    }
  }

  private void multiplyTransposed(
      Kernels kernels,
      int rows,
      float[] d,
      int dOffset,
      float[] transposed,
      float[] target,
      int targetOffset,
      boolean onto) {
    int columns = Kernels.pad(patch());
    for (int i = 0; i < columns; i += Mlp.PANEL) {
      int panel = Mlp.panelWidth(columns, i);
      kernels.multiply(
          rows,
          filters,
          panel,
          d,
          dOffset,
          paddedFilters(),
          transposed,
          i * filters,
          panel,
          onto ? target : ZEROS,
          onto ? targetOffset + i : 0,
          onto ? columns : 0,
          target,
          targetOffset + i,
          columns);
    }
  }

  private static final float[] ZEROS = new float[Mlp.PANEL];

  // ---- the image times the cotangents -------------------------------------------------------

  /** So many places' cotangents stay in a core's innermost cache while all weights of a strip are gone through. */
  private static final int CACHED_PLACES = 64;

  /** {@code gradient} += the strip's part of the weight gradient. */
  void accumulate(
      Kernels kernels,
      Strip strip,
      float[] in,
      int inOffset,
      int inStride,
      float[] d,
      int from,
      int to,
      float[] gradient) {
    if (hasOnePlace()) {
      accumulatePanels(
          kernels,
          strip,
          1,
          to - from,
          in,
          inOffset + from * inStride + strip.from(),
          0,
          inStride,
          d,
          from * outputSize(),
          gradient);
    } else {
      int k = strip.from() / segment();
      int lines = Math.max(1, CACHED_PLACES / outWidth());
      for (int r = from; r < to; r++) {
        for (int y = 0; y < outHeight(); y += lines) {
          accumulatePanels(
              kernels,
              strip,
              Math.min(lines, outHeight() - y),
              outWidth(),
              in,
              inOffset + r * inStride + (y * stride + k) * width * channels,
              stride * width * channels,
              stride * channels,
              d,
              r * outputSize() + y * outWidth() * paddedFilters(),
              gradient);
        }
      }
    }
  }

  private void accumulatePanels(
      Kernels kernels,
      Strip strip,
      int lines,
      int rows,
      float[] a,
      int aOffset,
      int aLineStride,
      int aStride,
      float[] d,
      int dOffset,
      float[] gradient) {
    int columns = paddedFilters();
    for (int j = 0; j < columns; j += Mlp.PANEL) {
      int panel = Mlp.panelWidth(columns, j);
      kernels.accumulateTransposed(
          lines,
          rows,
          strip.to() - strip.from(),
          panel,
          a,
          aOffset,
          aLineStride,
          aStride,
          d,
          dOffset + j,
          columns,
          gradient,
          paddedWeightIndex(strip.from(), j),
          panel);
    }
  }

  /** {@code gradient} += the bias's part. */
  void accumulateBias(Kernels kernels, float[] d, int from, int to, float[] gradient) {
    kernels.accumulateRows(
        (to - from) * outHeight() * outWidth(),
        paddedFilters(),
        d,
        from * outputSize(),
        paddedFilters(),
        gradient,
        biasOffset());
  }
}
