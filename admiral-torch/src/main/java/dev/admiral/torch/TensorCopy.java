package dev.admiral.torch;

import dev.admiral.nn.Matrix;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Numbers on their way between Java's arrays and the tensors of a device. */
record TensorCopy(TorchDevice device) {

  /** The first {@code count} of {@code values}, shape {@code [count]}. */
  Tensor toTensor(float[] values, int count) {
    return toTensor(new Matrix(values, 0, 1, count, count)).view(count);
  }

  /** Shape {@code [rows, columns]}. */
  Tensor toTensor(Matrix matrix) {
    Tensor tensor = torch.torch_empty(matrix.rows(), matrix.columns());
    if (tensor.numel() == 0) { // has no memory
      return onDevice(tensor);
    }
    FloatPointer numbers = tensor.data_ptr_float();
    if (matrix.stride() == matrix.columns()) {
      numbers.put(matrix.values(), matrix.offset(), matrix.rows() * matrix.columns());
    } else {
      for (int r = 0; r < matrix.rows(); r++) {
        numbers.position((long) r * matrix.columns());
        numbers.put(matrix.values(), matrix.rowOffset(r), matrix.columns());
      }
    }
    return onDevice(tensor);
  }

  /** All numbers of {@code tensor} into the beginning of {@code values}. */
  void toArray(Tensor tensor, float[] values) {
    int count = Math.toIntExact(tensor.numel());
    toMatrix(tensor, new Matrix(values, 0, 1, count, count));
  }

  /** A tensor of as many numbers as {@code matrix}, row after row. */
  void toMatrix(Tensor tensor, Matrix matrix) {
    if (tensor.numel() == 0) {
      return;
    }
    FloatPointer numbers = tensor.detach().cpu().contiguous().data_ptr_float();
    for (int r = 0; r < matrix.rows(); r++) {
      numbers.position((long) r * matrix.columns());
      numbers.get(matrix.values(), matrix.rowOffset(r), matrix.columns());
    }
  }

  private Tensor onDevice(Tensor tensor) {
    return device == TorchDevice.CPU ? tensor : tensor.to(device.device(), torch.ScalarType.Float);
  }
}
