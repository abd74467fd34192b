package dev.admiral.checkpoint;

import dev.admiral.checkpoint.Checkpoint.Bytes;
import dev.admiral.checkpoint.Checkpoint.Doubles;
import dev.admiral.checkpoint.Checkpoint.Floats;
import dev.admiral.checkpoint.Checkpoint.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors format: the length of a JSON header (8 bytes, little-endian), the header, which
 * gives each array's type, shape and place, and the arrays' bytes, little-endian, without gaps.
 *
 * <p>Wide types are written before narrow ones and the header is padded to a multiple of 8 bytes, so
 * that every array is aligned to its type in a mapped file. Equal arrays give equal bytes. Of the
 * format's types, F32, F64 and U8 are known here.
 *
 * <p>A file that is read may have been made by anyone: nothing in it is believed before it is
 * checked, and no more memory is taken than the file is long.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">The format</a>
 */
public final class SafeTensors {
  private static final int CHUNK_BYTES = 1 << 16;

  private SafeTensors() {}

  /** Writes the arrays; the stream stays open. */
  public static void write(Map<String, ? extends Tensor> tensors, OutputStream out)
      throws IOException {
    write(tensors, Map.of(), out);
  }

  /**
   * Writes the arrays; the stream stays open.
   *
   * @param metadata texts by name, which whoever reads the file may look at; {@link #read} does not
   */
  public static void write(
      Map<String, ? extends Tensor> tensors, Map<String, String> metadata, OutputStream out)
      throws IOException {
    List<Map.Entry<String, ? extends Tensor>> sorted = new ArrayList<>(tensors.entrySet());
    sorted.sort(
        Comparator.comparing(
                (Map.Entry<String, ? extends Tensor> entry) -> ElementType.of(entry.getValue()))
            .thenComparing(Map.Entry::getKey));
    Map<String, Object> entries = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      entries.put(SafeTensorsHeader.METADATA, new TreeMap<>(metadata));
    }
    long end = 0;
    for (Map.Entry<String, ? extends Tensor> named : sorted) {
      Tensor tensor = named.getValue();
      checkShape(named.getKey(), tensor);
      ElementType type = ElementType.of(tensor);
      long begin = end;
      end += (long) length(tensor) * type.bytes();
      entries.put(named.getKey(), entry(type, tensor.shape(), begin, end));
    }
    byte[] header = SafeTensorsHeader.encode(entries);
    out.write(littleEndian(8).putLong(header.length).array());
    out.write(header);
    for (Map.Entry<String, ? extends Tensor> named : sorted) {
      writeValues(named.getValue(), out);
    }
  }

  /**
   * Reads all arrays of a file.
   *
   * @throws CheckpointException if the file is not a valid one, naming what is wrong with it
   */
  public static Map<String, Tensor> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < 8) {
        throw invalid(file, "it has " + size + " bytes, fewer than the length of a header");
      }
      long headerLength = read(channel, littleEndian(8)).getLong();
      if (headerLength < 2
          || headerLength > size - 8
          || headerLength > SafeTensorsHeader.MAXIMUM_BYTES) {
        throw invalid(
            file, "a header of " + headerLength + " bytes cannot be in a file of " + size);
      }
      byte[] header = readBytes(channel, (int) headerLength);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (SafeTensorsHeader.Entry entry :
          SafeTensorsHeader.decode(file, header, size - 8 - headerLength)) {
        tensors.put(entry.name(), readValues(channel, entry));
      }
      return tensors;
    }
  }

  private static Map<String, Object> entry(ElementType type, int[] shape, long begin, long end) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("dtype", type.name());
    entry.put("shape", shape);
    entry.put("data_offsets", new long[] {begin, end});
    return entry;
  }

  static CheckpointException invalid(Path file, String reason) {
    return new CheckpointException(file + " is not a valid safetensors file: " + reason);
  }

  private static int length(Tensor tensor) {
    return switch (tensor) {
      case Floats floats -> floats.values().length;
      case Doubles doubles -> doubles.values().length;
      case Bytes bytes -> bytes.values().length;
    };
  }

  private static void checkShape(String name, Tensor tensor) {
    long product = 1;
    for (int dimension : tensor.shape()) {
      product *= dimension;
    }
    if (product != length(tensor)) {
      throw new IllegalArgumentException(
          "%s has %d numbers, which its shape %s does not describe"
              .formatted(name, length(tensor), Arrays.toString(tensor.shape())));
    }
  }

  private static void writeValues(Tensor tensor, OutputStream out) throws IOException {
    if (tensor instanceof Bytes bytes) {
      out.write(bytes.values());
      return;
    }
    int width = ElementType.of(tensor).bytes();
    byte[] buffer = new byte[CHUNK_BYTES];
    ByteBuffer chunk = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    int length = length(tensor);
    for (int from = 0; from < length; from += CHUNK_BYTES / width) {
      int count = Math.min(CHUNK_BYTES / width, length - from);
      switch (tensor) {
        case Floats floats -> chunk.asFloatBuffer().put(floats.values(), from, count);
        case Doubles doubles -> chunk.asDoubleBuffer().put(doubles.values(), from, count);
        case Bytes bytes -> chunk.put(0, bytes.values(), from, count);
      }
      out.write(buffer, 0, count * width);
    }
  }

  private static Tensor readValues(FileChannel channel, SafeTensorsHeader.Entry entry)
      throws IOException {
    int length = entry.length();
    return switch (entry.type()) {
      case F64 -> {
        double[] values = new double[length];
        for (int from = 0; from < length; from += CHUNK_BYTES / Double.BYTES) {
          int count = Math.min(CHUNK_BYTES / Double.BYTES, length - from);
          read(channel, littleEndian(count * Double.BYTES))
              .asDoubleBuffer()
              .get(values, from, count);
        }
        yield new Doubles(values, entry.shape());
      }
      case F32 -> {
        float[] values = new float[length];
        for (int from = 0; from < length; from += CHUNK_BYTES / Float.BYTES) {
          int count = Math.min(CHUNK_BYTES / Float.BYTES, length - from);
          read(channel, littleEndian(count * Float.BYTES)).asFloatBuffer().get(values, from, count);
        }
        yield new Floats(values, entry.shape());
      }
      case U8 -> new Bytes(readBytes(channel, length), entry.shape());
    };
  }

  private static byte[] readBytes(FileChannel channel, int length) throws IOException {
    byte[] bytes = new byte[length];
    read(channel, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** Fills the buffer from the channel's position on. */
  private static ByteBuffer read(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The types of elements that are known here, widest first. */
  enum ElementType {
    F64(8),
    F32(4),
    U8(1);

    private final int bytes;

    ElementType(int bytes) {
      this.bytes = bytes;
    }

    int bytes() {
      return bytes;
    }

    static ElementType of(Tensor tensor) {
      return switch (tensor) {
        case Doubles _ -> F64;
        case Floats _ -> F32;
        case Bytes _ -> U8;
      };
    }
  }
}
