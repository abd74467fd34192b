package dev.admiral.checkpoint;

import dev.admiral.checkpoint.SafeTensors.ElementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON header of a safetensors file, to bytes and, with distrust, back. */
final class SafeTensorsHeader {

  /** The limit of the reference implementation. */
  static final int MAXIMUM_BYTES = 100_000_000;

  /** The entry that is no array. */
  static final String METADATA = "__metadata__";

  private static final int MAXIMUM_ARRAY_LENGTH = Integer.MAX_VALUE - 8;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Where one array lies and what it is; the numbers have been checked. */
  @SuppressWarnings("ArrayRecordComponent") // a private message between two classes, never compared
  record Entry(String name, ElementType type, int[] shape, int length, long begin, long end) {}

  private final Path file;
  private final long dataBytes;

  private SafeTensorsHeader(Path file, long dataBytes) {
    this.file = file;
    this.dataBytes = dataBytes;
  }

  /** The header as JSON, padded with blanks to a multiple of 8 bytes. */
  static byte[] encode(Map<String, Object> entries) {
    byte[] json = JSON.writeValueAsBytes(entries);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  /**
   * The arrays that a header describes, in the order in which they lie in the file.
   *
   * @param file named in error messages
   * @param dataBytes how many bytes follow the header
   */
  static List<Entry> decode(Path file, byte[] header, long dataBytes) {
    return new SafeTensorsHeader(file, dataBytes).decode(header);
  }

  private List<Entry> decode(byte[] header) {
    JsonNode root;
    try {
      root = JSON.readTree(header);
    } catch (JacksonException e) {
      throw invalid("its header is not JSON: " + e.getOriginalMessage());
    }
    if (!root.isObject()) {
      throw invalid("its header is not a JSON object");
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      if (property.getKey().equals(METADATA)) {
        checkMetadata(property.getValue());
      } else {
        entries.add(entry(property.getKey(), property.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long position = 0;
    for (Entry entry : entries) {
      if (entry.begin() != position) {
        throw invalid(
            "array %s begins at byte %d where byte %d is due"
                .formatted(entry.name(), entry.begin(), position));
      }
      position = entry.end();
    }
    if (position != dataBytes) {
      throw invalid(
          "its arrays take %d bytes but %d follow the header".formatted(position, dataBytes));
    }
    return entries;
  }

  private void checkMetadata(JsonNode metadata) {
    if (!metadata.isObject() || !metadata.values().stream().allMatch(JsonNode::isString)) {
      throw invalid(METADATA + " is not a map from text to text");
    }
  }

  private Entry entry(String name, JsonNode node) {
    if (!node.isObject() || node.size() != 3) {
      throw invalid("array " + name + " needs exactly dtype, shape and data_offsets");
    }
    ElementType type = type(name, node.path("dtype"));
    long[] shape = integers(name, "shape", node.path("shape"));
    long[] offsets = integers(name, "data_offsets", node.path("data_offsets"));
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes) {
      throw invalid(
          "array %s lies at %s, outside of the %d bytes of data"
              .formatted(name, Arrays.toString(offsets), dataBytes));
    }
    long bytes = offsets[1] - offsets[0];
    long length = product(name, shape);
    if (length > MAXIMUM_ARRAY_LENGTH || length * type.bytes() != bytes) {
      throw invalid(
          "array %s of type %s and shape %s does not fit its %d bytes"
              .formatted(name, type, Arrays.toString(shape), bytes));
    }
    int[] dimensions = new int[shape.length];
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] > Integer.MAX_VALUE) {
        throw invalid("array %s has a dimension of %d".formatted(name, shape[i]));
      }
      dimensions[i] = (int) shape[i];
    }
    return new Entry(name, type, dimensions, (int) length, offsets[0], offsets[1]);
  }

  private ElementType type(String name, JsonNode node) {
    for (ElementType type : ElementType.values()) {
      if (node.isString() && type.name().equals(node.stringValue())) {
        return type;
      }
    }
    throw invalid("array %s has type %s; known are F64, F32 and U8".formatted(name, node));
  }

  /** A JSON array of whole numbers that are not negative. */
  private long[] integers(String name, String key, JsonNode node) {
    long[] values = new long[node.size()];
    boolean valid = node.isArray();
    for (int i = 0; valid && i < values.length; i++) {
      JsonNode element = node.get(i);
      valid = element.isIntegralNumber() && element.canConvertToLong() && element.longValue() >= 0;
      values[i] = valid ? element.longValue() : 0;
    }
    if (!valid) {
      throw invalid(
          "array %s: %s is %s, not whole numbers of at least 0".formatted(name, key, node));
    }
    return values;
  }

  private long product(String name, long[] shape) {
    long product = 1;
    try {
      for (long dimension : shape) {
        product = Math.multiplyExact(product, dimension);
      }
    } catch (ArithmeticException e) {
      throw invalid("array %s has the impossible shape %s".formatted(name, Arrays.toString(shape)));
    }
    return product;
  }

  private CheckpointException invalid(String reason) {
    return SafeTensors.invalid(file, reason);
  }
}
