package dev.admiral.experiments.ppo;

import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.ConvolutionalNetwork;
import dev.admiral.policy.Distribution;
import dev.admiral.policy.SharedActorCritic;
import dev.admiral.torch.ConvolutionalArchitecture;
import dev.admiral.torch.TorchDevice;
import dev.admiral.torch.TorchNetwork;
import java.util.Locale;

/**
 * What computes a convolutional network and its derivatives. The parameters mean the same on each, so what was trained
 * on one is tested and attacked on another.
 */
public enum NetworkBackend {
  /** Our own kernels, on the CPU. */
  ADMIRAL,
  /** libtorch, on the CPU. */
  TORCH_CPU,
  /** libtorch, on the first NVIDIA GPU. */
  TORCH_CUDA;

  /** The name in settings. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Policy and value function on images.
   *
   * @param scale of the pixels
   * @throws dev.admiral.torch.TorchException where there is no libtorch or no such device
   */
  SharedActorCritic model(
      ConvolutionalNetwork network, Distribution distribution, ConstantScale scale) {
    return switch (this) {
      case ADMIRAL -> new SharedActorCritic(network, distribution, scale);
      case TORCH_CPU -> model(network, distribution, scale, TorchDevice.CPU);
      case TORCH_CUDA -> model(network, distribution, scale, TorchDevice.CUDA);
    };
  }

  /** Pixels are scaled on the device, so that they get there as bytes. */
  private static SharedActorCritic model(
      ConvolutionalNetwork network,
      Distribution distribution,
      ConstantScale scale,
      TorchDevice device) {
    return new SharedActorCritic(
        network,
        new TorchNetwork(ConvolutionalArchitecture.of(network, scale), device),
        distribution,
        ConstantScale.identity(scale.size()));
  }
}
