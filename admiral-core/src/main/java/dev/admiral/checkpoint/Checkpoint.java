package dev.admiral.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a learner as named values: arrays of numbers, which go into a safetensors file, and
 * scalars, which go into a JSON file. {@link #scope} gives a part of the state a prefix of its own.
 *
 * <p>What is read must have been written with the same name and type; otherwise a {@link
 * CheckpointException} names it.
 */
public final class Checkpoint {

  /** An array of numbers with a shape, as safetensors knows it. */
  public sealed interface Tensor {
    int[] shape();
  }

  /** Single precision. */
  public record Floats(float[] values, int... shape) implements Tensor {}

  /** Double precision. */
  public record Doubles(double[] values, int... shape) implements Tensor {}

  /** Raw bytes, such as the position of a random stream. */
  public record Bytes(byte[] values, int... shape) implements Tensor {}

  private final Map<String, Tensor> tensors;
  private final Map<String, Object> scalars;
  private final String prefix;

  public Checkpoint() {
    this(new LinkedHashMap<>(), new LinkedHashMap<>(), "");
  }

  private Checkpoint(Map<String, Tensor> tensors, Map<String, Object> scalars, String prefix) {
    this.tensors = tensors;
    this.scalars = scalars;
    this.prefix = prefix;
  }

  /** A view of this checkpoint in which every name is preceded by {@code name/}. */
  public Checkpoint scope(String name) {
    return new Checkpoint(tensors, scalars, prefix + name + "/");
  }

  /** Stores a copy of {@code values}, row-major with the given shape. */
  public void put(String name, float[] values, int... shape) {
    tensors.put(prefix + name, new Floats(values.clone(), shapeOr(values.length, shape)));
  }

  /** Stores a copy of {@code values}, row-major with the given shape. */
  public void put(String name, double[] values, int... shape) {
    tensors.put(prefix + name, new Doubles(values.clone(), shapeOr(values.length, shape)));
  }

  /** Stores a copy of {@code values}. */
  public void put(String name, byte[] values) {
    tensors.put(prefix + name, new Bytes(values.clone(), values.length));
  }

  public void put(String name, long value) {
    scalars.put(prefix + name, value);
  }

  public void put(String name, boolean value) {
    scalars.put(prefix + name, value);
  }

  public void put(String name, String value) {
    scalars.put(prefix + name, value);
  }

  /** Whether a value of this name was stored. */
  public boolean contains(String name) {
    return tensors.containsKey(prefix + name) || scalars.containsKey(prefix + name);
  }

  /** The stored array, not a copy. */
  public float[] floats(String name) {
    return tensor(name, Floats.class).values();
  }

  /** The stored array, not a copy. */
  public double[] doubles(String name) {
    return tensor(name, Doubles.class).values();
  }

  /** The stored array, not a copy. */
  public byte[] bytes(String name) {
    return tensor(name, Bytes.class).values();
  }

  /** Copies a stored array into {@code target}, whose length must be the same. */
  public void read(String name, float[] target) {
    float[] values = floats(name);
    checkLength(name, values.length, target.length);
    System.arraycopy(values, 0, target, 0, target.length);
  }

  /** Copies a stored array into {@code target}, whose length must be the same. */
  public void read(String name, double[] target) {
    double[] values = doubles(name);
    checkLength(name, values.length, target.length);
    System.arraycopy(values, 0, target, 0, target.length);
  }

  public long integer(String name) {
    return scalar(name, Number.class).longValue();
  }

  public boolean flag(String name) {
    return scalar(name, Boolean.class);
  }

  public String text(String name) {
    return scalar(name, String.class);
  }

  /** All arrays by full name, in the order in which they were put. */
  public Map<String, Tensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /** All scalars by full name, in the order in which they were put. */
  public Map<String, Object> scalars() {
    return Collections.unmodifiableMap(scalars);
  }

  /** Puts a value as it was read from a file. */
  void putTensor(String name, Tensor tensor) {
    tensors.put(name, tensor);
  }

  /** Puts a value as it was read from a file. */
  void putScalar(String name, Object value) {
    scalars.put(name, value);
  }

  private <T extends Tensor> T tensor(String name, Class<T> type) {
    return typed(name, tensors.get(prefix + name), type);
  }

  private <T> T scalar(String name, Class<T> type) {
    return typed(name, scalars.get(prefix + name), type);
  }

  private <T> T typed(String name, @Nullable Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new CheckpointException(
          "the checkpoint has no "
              + type.getSimpleName().toLowerCase(Locale.ROOT)
              + " named "
              + prefix
              + name);
    }
    return type.cast(value);
  }

  private void checkLength(String name, int stored, int wanted) {
    if (stored != wanted) {
      throw new CheckpointException(
          "the checkpoint's %s%s has %d numbers where the configuration needs %d"
              .formatted(prefix, name, stored, wanted));
    }
  }

  private static int[] shapeOr(int length, int[] shape) {
    return shape.length == 0 ? new int[] {length} : shape;
  }
}
