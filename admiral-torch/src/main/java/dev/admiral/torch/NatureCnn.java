package dev.admiral.torch;

import dev.admiral.nn.ConstantScale;
import java.util.List;

/**
 * The network of Mnih et al., "Human-level control through deep reinforcement learning" (Nature 518,
 * 2015): four grey frames of 84×84, convolutions of 32 filters 8×8 at stride 4, 64 of 4×4 at stride 2 and 64
 * of 3×3 at stride 1, a hidden layer of 512, all with ReLU. Inputs are 0..255 and become
 * 0..1 inside.
 */
public final class NatureCnn {
  /** The side of a frame, in pixels. */
  public static final int SIDE = 84;

  /** How many frames are stacked, as an image's channels. */
  public static final int FRAMES = 4;

  private NatureCnn() {}

  /**
   * @param outputs how many numbers come out
   */
  public static ConvolutionalArchitecture architecture(int outputs) {
    return new ConvolutionalArchitecture(
        SIDE,
        SIDE,
        FRAMES,
        ConstantScale.ofPixels(SIDE * SIDE * FRAMES),
        List.of(new Convolution(32, 8, 4), new Convolution(64, 4, 2), new Convolution(64, 3, 1)),
        List.of(512),
        outputs);
  }

  /**
   * @param outputs how many numbers come out
   * @throws TorchException where this process has no libtorch or no such device
   */
  public static TorchNetwork network(int outputs, TorchDevice device) {
    return new TorchNetwork(architecture(outputs), device);
  }
}
