package dev.admiral.torch;

import java.util.Locale;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;

/** Where a {@link TorchNetwork} computes. */
public enum TorchDevice {
  CPU,
  /** The first NVIDIA GPU; needs a build with {@code -Dpytorch.platform=linux-x86_64-gpu}. */
  CUDA;

  /**
   * @throws TorchException where this process has no such device
   */
  public void require() {
    TorchLibrary.require();
    if (this == CUDA && !torch.cuda_is_available()) {
      throw new TorchException(
          (torch.hasCUDA()
                  ? "device \"cuda\": libtorch finds no NVIDIA GPU with its driver here"
                  : "device \"cuda\": this libtorch was built for the CPU; build Admiral with"
                      + " -Dpytorch.platform=linux-x86_64-gpu")
              + "; allowed: cpu");
    }
  }

  Device device() {
    return new Device(name().toLowerCase(Locale.ROOT));
  }
}
