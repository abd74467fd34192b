package dev.admiral.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.NetworkPass;
import dev.admiral.random.RandomStream;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/// Thousands of primitives leave neither Java's handles of native memory nor the memory behind.
@RequiresTorch
class TorchLeakTest {
  private static final int ROWS = 32;
  private static final long MEBIBYTE = 1 << 20;

  /// With images of 20×20×2 the inputs of one forward take 100 kB: what was left behind of them alone would be
  /// 150 MB in the end.
  private static final ConvolutionalArchitecture NETWORK =
      new ConvolutionalArchitecture(
          20,
          20,
          2,
          ConstantScale.ofPixels(800),
          List.of(new Convolution(4, 4, 2)),
          List.of(16),
          3);

  private static final int WARM_UP = 300;
  private static final int CALLS = 1500;

  private final TorchNetwork network = new TorchNetwork(NETWORK, TorchDevice.CPU);
  private final RandomStream random = RandomStream.of(5);
  private final float[] theta = Numbers.uniform(random, network.parameterCount(), 0.1);
  private final float[] direction = Numbers.uniform(random, network.parameterCount(), 1);
  private final Matrix x = Numbers.gaussian(random, ROWS, network.inputSize());
  private final Matrix pixels = pixels();
  private final Matrix u = Numbers.gaussian(random, ROWS, network.outputSize());
  private final float[] result = new float[network.parameterCount()];
  private final Matrix inputGradients = Matrix.zeros(ROWS, network.inputSize());

  @Test
  void handlesAndResidentMemoryStayFlat() {
    NetworkPass pass = network.pass(ROWS, Workers.SERIAL);
    for (int i = 0; i < WARM_UP; i++) {
      everyPrimitive(pass);
    }
    long handles = Pointer.totalCount();
    long memory = Pointer.physicalBytes();
    long mostHandles = 0;
    for (int i = 0; i < CALLS; i++) {
      everyPrimitive(pass);
      mostHandles = Math.max(mostHandles, Pointer.totalCount());
    }
    assertThat(mostHandles).isLessThanOrEqualTo(handles); // fewer once other tests' are collected
    assertThat(Pointer.physicalBytes() - memory).isLessThan(64 * MEBIBYTE);
  }

  @Test
  void aFailureLeavesNothing() {
    TorchNetwork broken =
        new TorchNetwork(network.inputSize(), 9, NETWORK.parameters(), NETWORK, TorchDevice.CPU);
    NetworkPass pass = broken.pass(ROWS, Workers.SERIAL);
    tryForward(pass);
    long handles = Pointer.totalCount();
    for (int i = 0; i < 100; i++) {
      tryForward(pass);
    }
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(handles);
  }

  private void tryForward(NetworkPass pass) {
    try {
      pass.forward(theta, x);
      throw new AssertionError("a forward of another shape was accepted");
    } catch (TorchException e) {
      assertThat(e).hasMessageContaining("gave outputs of shape [32, 3] where [32, 9] is needed");
    }
  }

  /** Whole numbers, which travel as bytes. */
  private Matrix pixels() {
    Matrix images = Matrix.zeros(ROWS, network.inputSize());
    for (int i = 0; i < images.values().length; i++) {
      images.values()[i] = random.nextInt(256);
    }
    return images;
  }

  private void everyPrimitive(NetworkPass pass) {
    pass.forward(theta, x);
    pass.forward(pixels);
    pass.vjp(u, result, inputGradients);
    pass.vjp(u, null, inputGradients);
    pass.jvp(direction);
    pass.hvp(direction, u, u, result);
  }
}
