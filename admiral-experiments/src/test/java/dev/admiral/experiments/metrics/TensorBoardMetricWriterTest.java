package dev.admiral.experiments.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.learner.Metrics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardMetricWriterTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.5Z");

  @TempDir Path folder;

  @Test
  void writesScalarsThatAnIndependentDecoderReads() throws IOException {
    try (MetricWriter writer = TensorBoardMetricWriter.open(folder, 0, () -> NOON)) {
      writer.write(new Metrics(7).put("model/loss", 0.1).put("réward", -3));
      writer.write(new Metrics(300).put("model/loss", Double.NaN));
      assertThat(writer.position()).isEqualTo(Files.size(file()));
    }
    assertThat(decode(Files.readAllBytes(file())))
        .containsExactly(
            new Event(1767268800.5, 0, "brain.Event:2", List.of()),
            new Event(
                1767268800.5,
                7,
                "",
                List.of(new Scalar("model/loss", 0.1f), new Scalar("réward", -3f))),
            new Event(1767268800.5, 300, "", List.of(new Scalar("model/loss", Float.NaN))));
  }

  @Test
  void aResumedRunContinuesTheSameFile() throws IOException {
    long checkpoint;
    try (MetricWriter writer = TensorBoardMetricWriter.open(folder, 0, () -> NOON)) {
      writer.write(new Metrics(1).put("a", 1));
      checkpoint = writer.position();
      writer.write(new Metrics(2).put("a", 2));
      writer.write(new Metrics(3).put("a", 3));
    }
    byte[] whole = Files.readAllBytes(file());
    try (MetricWriter writer = TensorBoardMetricWriter.open(folder, checkpoint, () -> NOON)) {
      writer.write(new Metrics(2).put("a", 2));
      writer.write(new Metrics(3).put("a", 3));
    }
    assertThat(file()).hasBinaryContent(whole);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void refusesAMissingFileOnResume() {
    assertThatThrownBy(() -> TensorBoardMetricWriter.open(folder, 100))
        .hasMessageContaining("holds 0 bytes where the checkpoint saw 100");
  }

  /** RFC 3720, appendix B.4, masked as TensorFlow does. */
  @Test
  void knowsThePublishedChecksums() {
    assertThat(TfRecord.maskedChecksum(new byte[32], 32)).isEqualTo(masked(0x8a9136aa));
    assertThat(TfRecord.maskedChecksum("123456789".getBytes(StandardCharsets.US_ASCII), 9))
        .isEqualTo(masked(0xe3069283));
  }

  private static int masked(int checksum) {
    return ((checksum >>> 15) | (checksum << 17)) + 0xa282ead8;
  }

  private Path file() {
    return folder.resolve("events.out.tfevents.admiral");
  }

  private record Scalar(String tag, float value) {}

  private record Event(double wallTime, long step, String version, List<Scalar> scalars) {}

  // A decoder by hand, which shares no code with the writer: bitwise CRC and wire format.

  private static List<Event> decode(byte[] bytes) {
    List<Event> events = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] head = new byte[8];
      in.get(head);
      int length = (int) ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
      assertThat(in.getInt()).isEqualTo(masked(bitwiseCrc32c(head)));
      byte[] data = new byte[length];
      in.get(data);
      assertThat(in.getInt()).isEqualTo(masked(bitwiseCrc32c(data)));
      events.add(event(data));
    }
    return events;
  }

  private static int bitwiseCrc32c(byte[] bytes) {
    int crc = ~0;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
      }
    }
    return ~crc;
  }

  private static Event event(byte[] data) {
    double wallTime = 0;
    long step = 0;
    String version = "";
    List<Scalar> scalars = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      int key = (int) varint(in);
      switch (key) {
        case (1 << 3) | 1 -> wallTime = in.getDouble();
        case 2 << 3 -> step = varint(in);
        case (3 << 3) | 2 -> version = new String(bytes(in), StandardCharsets.UTF_8);
        case (5 << 3) | 2 -> scalars.addAll(summary(bytes(in)));
        default -> throw new AssertionError("unexpected field " + key);
      }
    }
    return new Event(wallTime, step, version, scalars);
  }

  private static List<Scalar> summary(byte[] data) {
    List<Scalar> scalars = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      assertThat(varint(in)).isEqualTo((1 << 3) | 2);
      ByteBuffer value = ByteBuffer.wrap(bytes(in)).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(varint(value)).isEqualTo((1 << 3) | 2);
      String tag = new String(bytes(value), StandardCharsets.UTF_8);
      assertThat(varint(value)).isEqualTo((2 << 3) | 5);
      scalars.add(new Scalar(tag, value.getFloat()));
    }
    return scalars;
  }

  private static byte[] bytes(ByteBuffer in) {
    byte[] data = new byte[(int) varint(in)];
    in.get(data);
    return data;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
