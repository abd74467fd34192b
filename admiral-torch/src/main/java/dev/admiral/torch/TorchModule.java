package dev.admiral.torch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A differentiable map written with libtorch's operations. It keeps no state: what it computes depends on
 * its arguments alone, row by row.
 */
@FunctionalInterface
public interface TorchModule {

  /**
   * f(θ, x).
   *
   * @param parameters θ, in the shapes and the order in which the {@link TorchNetwork} was given them
   * @param inputs x, shape {@code [rows, input]}
   * @return shape {@code [rows, output]}
   */
  Tensor forward(List<Tensor> parameters, Tensor inputs);
}
