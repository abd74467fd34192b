package dev.admiral.torch;

import dev.admiral.nn.Matrix;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
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

  /**
   * Floats, shape {@code [rows, columns]}. Where all of them are whole numbers from 0 to 255, such as pixels, they go
   * to the device as uint8, in a quarter of the bytes, and become floats there.
   */
  Tensor inputs(Matrix matrix) {
    return bytes(matrix)
        .map(bytes -> bytes.to(device.device(), torch.ScalarType.Byte).to(torch.ScalarType.Float))
        .orElseGet(() -> toTensor(matrix));
  }

  /** In the host's memory; empty if not all numbers are whole and from 0 to 255. */
  static Optional<Tensor> bytes(Matrix matrix) {
    Tensor tensor =
        torch.torch_empty(
            new long[] {matrix.rows(), matrix.columns()},
            new TensorOptions(torch.ScalarType.Byte),
            new MemoryFormatOptional());
    return tensor.numel() > 0 && putBytes(matrix, tensor.data_ptr_byte())
        ? Optional.of(tensor)
        : Optional.empty();
  }

  /** False, and some of the memory not written, if not all numbers are bytes. */
  private static boolean putBytes(Matrix matrix, BytePointer memory) {
    byte[] row = new byte[matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      int from = matrix.rowOffset(r);
      boolean areBytes = true;
      for (int i = 0; i < row.length; i++) {
        float number = matrix.values()[from + i];
        int whole = (int) number;
        areBytes &= whole == number && (whole & ~0xff) == 0;
        row[i] = (byte) whole;
      }
      if (!areBytes) {
        return false;
      }
      memory.position((long) r * row.length);
      memory.put(row, 0, row.length);
    }
    return true;
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
