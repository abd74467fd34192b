package dev.admiral.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.checkpoint.Checkpoint.Bytes;
import dev.admiral.checkpoint.Checkpoint.Doubles;
import dev.admiral.checkpoint.Checkpoint.Floats;
import dev.admiral.checkpoint.Checkpoint.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
  @TempDir Path folder;

  /** Written by hand after the format's description. */
  private static final byte[] FIXTURE =
      concatenate(
          HexFormat.of().parseHex("6f00000000000000"),
          ascii("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"),
          ascii("\"b\":{\"dtype\":\"U8\",\"shape\":[2,1],\"data_offsets\":[8,10]}}  "),
          HexFormat.of().parseHex("0000803f000000c0"),
          HexFormat.of().parseHex("07ff"));

  @Test
  void readsBytesWrittenByHand() throws IOException {
    Map<String, Tensor> tensors = read(FIXTURE);

    assertThat(tensors.keySet()).containsExactly("a", "b");
    assertThat(((Floats) tensors.get("a")).values()).containsExactly(1, -2);
    assertThat(((Bytes) tensors.get("b")).values()).containsExactly(7, 0xff);
    assertThat(tensors.get("b").shape()).containsExactly(2, 1);
  }

  @Test
  void anArrayGivesTheseVeryBytes() throws IOException {
    byte[] written = write(Map.of("x", new Doubles(new double[] {1}, 1)));

    assertThat(written)
        .isEqualTo(
            concatenate(
                HexFormat.of().parseHex("3800000000000000"),
                ascii("{\"x\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}  "),
                HexFormat.of().parseHex("000000000000f03f")));
  }

  @Test
  void everyBitSurvives() throws IOException {
    Random random = new Random(1);
    float[] floats = new float[40_001];
    double[] doubles = new double[20_003];
    byte[] bytes = new byte[70_001];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt());
    }
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = Double.longBitsToDouble(random.nextLong());
    }
    random.nextBytes(bytes);
    floats[0] = -0f;
    doubles[0] = Double.MIN_VALUE;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("bytes", new Bytes(bytes, bytes.length));
    tensors.put("floats", new Floats(floats, 40_001, 1));
    tensors.put("doubles", new Doubles(doubles, 1, 20_003));
    tensors.put("empty", new Floats(new float[0], 3, 0));
    tensors.put("number", new Doubles(new double[] {Math.PI}));

    Map<String, Tensor> again = read(write(tensors));

    float[] sameFloats = ((Floats) again.get("floats")).values();
    double[] sameDoubles = ((Doubles) again.get("doubles")).values();
    for (int i = 0; i < floats.length; i++) {
      assertThat(Float.floatToIntBits(sameFloats[i])).isEqualTo(Float.floatToIntBits(floats[i]));
    }
    for (int i = 0; i < doubles.length; i++) {
      assertThat(Double.doubleToLongBits(sameDoubles[i]))
          .isEqualTo(Double.doubleToLongBits(doubles[i]));
    }
    assertThat(((Bytes) again.get("bytes")).values()).isEqualTo(bytes);
    assertThat(again.get("floats").shape()).containsExactly(40_001, 1);
    assertThat(again.get("empty").shape()).containsExactly(3, 0);
    assertThat(again.get("number").shape()).isEmpty();
  }

  @Test
  void bytesDoNotDependOnTheOrderOfNames() throws IOException {
    Tensor one = new Floats(new float[] {1}, 1);
    Tensor two = new Bytes(new byte[] {2}, 1);
    Map<String, Tensor> forward = new LinkedHashMap<>();
    forward.put("one", one);
    forward.put("two", two);
    Map<String, Tensor> backward = new LinkedHashMap<>();
    backward.put("two", two);
    backward.put("one", one);

    assertThat(write(forward)).isEqualTo(write(backward));
  }

  @Test
  void metadataIsAllowed() throws IOException {
    assertThat(
            read(
                file(
                    "{'__metadata__':{'format':'pt'},"
                        + "'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}}",
                    1)))
        .containsOnlyKeys("a");
  }

  @Test
  void refusesAShapeThatDoesNotFitItsArray() {
    assertThatThrownBy(() -> write(Map.of("w", new Floats(new float[3], 2, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("w has 3 numbers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}|4|does not fit its 4 bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}}|4|outside of the 4 bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}|4|outside of the 4 bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}}|4|not whole numbers",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|8|take 4 bytes but 8",
        "{'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},"
            + "'b':{'dtype':'U8','shape':[3],'data_offsets':[2,5]}}|5|begins at byte 2",
        "{'a':{'dtype':'U8','shape':[1],'data_offsets':[1,2]}}|2|begins at byte 1",
        "{'a':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}}|8|known are F64, F32 and U8",
        "{'a':{'dtype':'U8','shape':[4294967296,4294967296],'data_offsets':[0,1]}}|1|impossible",
        "{'a':{'dtype':'U8','shape':[9223372036854775808],'data_offsets':[0,1]}}|1|whole numbers",
        "{'a':{'dtype':'U8','shape':[1.5],'data_offsets':[0,1]}}|1|not whole numbers",
        "{'a':{'dtype':'U8','shape':[0,99999999999],'data_offsets':[0,0]}}|0|dimension of",
        "{'a':{'dtype':'U8','shape':1,'data_offsets':[0,1]}}|1|not whole numbers",
        "{'a':{'dtype':'U8','shape':[1]}}|1|needs exactly dtype",
        "{'a':7}|1|needs exactly dtype",
        "{'a':{},'a':{}}|0|not JSON",
        "{'__metadata__':{'a':1}}|0|__metadata__",
        "[1,2]|0|not a JSON object",
        "{'a'|0|not JSON",
        "{} {}|0|not JSON",
      })
  void refusesAHostileHeader(String header, int dataBytes, String reason) {
    assertThatThrownBy(() -> read(file(header, dataBytes)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is not a valid safetensors file")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 3, 200_000_000, Long.MAX_VALUE, Long.MIN_VALUE})
  void refusesAnImpossibleHeaderLength(long length) {
    byte[] file =
        ByteBuffer.allocate(10)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(length)
            .put(ascii("{}"))
            .array();

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("a header of " + length + " bytes");
  }

  @Test
  void everyTruncationIsFound() {
    for (int length = 0; length < FIXTURE.length; length++) {
      byte[] truncated = Arrays.copyOf(FIXTURE, length);
      assertThatThrownBy(() -> read(truncated)).isInstanceOf(CheckpointException.class);
    }
  }

  private Map<String, Tensor> read(byte[] bytes) throws IOException {
    return SafeTensors.read(Files.write(folder.resolve("x.safetensors"), bytes));
  }

  private static byte[] write(Map<String, Tensor> tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafeTensors.write(tensors, out);
    return out.toByteArray();
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] json = ascii(header.replace('\'', '"'));
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length);
    return concatenate(length.array(), json, new byte[dataBytes]);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concatenate(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
