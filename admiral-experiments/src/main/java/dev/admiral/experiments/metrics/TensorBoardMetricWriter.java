package dev.admiral.experiments.metrics;

import com.google.protobuf.CodedOutputStream;
import dev.admiral.learner.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Writes a TensorBoard event file: every metric as a scalar summary under its tag, in single
 * precision. The first record announces the version {@code brain.Event:2}; then one record an update.
 * Records carry the wall time, so two equal runs differ in those bytes and in no others.
 *
 * <p>Messages follow {@code tensorflow/core/util/event.proto} and {@code
 * tensorflow/core/framework/summary.proto}; they are few and flat enough to be written field by field.
 */
public final class TensorBoardMetricWriter implements MetricWriter {
  /** TensorBoard takes every file whose name contains {@code tfevents}; one name needs no search. */
  public static final String FILE_NAME = "events.out.tfevents.admiral";

  private static final String VERSION = "brain.Event:2";

  // Field numbers of the message Event.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  // Of Summary and Summary.Value.
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  private final AppendedFile file;
  private final InstantSource clock;

  private TensorBoardMetricWriter(AppendedFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Opens the event file of a new or a resumed run.
   *
   * @param folder an existing folder; the event file in it is {@link #FILE_NAME}
   * @param truncateTo how many bytes of the file to keep: 0 for a new run, the {@link #position} that
   *     the checkpoint stored for a resumed one
   * @throws java.io.UncheckedIOException when the file cannot be opened or is shorter than that
   */
  public static TensorBoardMetricWriter open(Path folder, long truncateTo) {
    return open(folder, truncateTo, InstantSource.system());
  }

  static TensorBoardMetricWriter open(Path folder, long truncateTo, InstantSource clock) {
    AppendedFile file = AppendedFile.open(folder.resolve(FILE_NAME), truncateTo);
    TensorBoardMetricWriter writer = new TensorBoardMetricWriter(file, clock);
    if (truncateTo == 0) {
      writer.append(event -> event.writeString(FILE_VERSION, VERSION));
    }
    return writer;
  }

  @Override
  public void write(Metrics metrics) {
    byte[] summary =
        message(out -> {
          for (Map.Entry<String, Double> metric : metrics.values().entrySet()) {
            out.writeByteArray(VALUE, scalar(metric.getKey(), metric.getValue().floatValue()));
          }
        });
    append(event -> {
      event.writeInt64(STEP, metrics.step());
      event.writeByteArray(SUMMARY, summary);
    });
  }

  private static byte[] scalar(String tag, float value) {
    return message(out -> {
      out.writeString(TAG, tag);
      out.writeFloat(SIMPLE_VALUE, value);
    });
  }

  /** Appends one event that happened now. */
  private void append(Fields fields) {
    Instant now = clock.instant();
    byte[] event =
        message(out -> {
          out.writeDouble(WALL_TIME, now.getEpochSecond() + now.getNano() * 1e-9);
          fields.writeTo(out);
        });
    file.append(TfRecord.frame(event));
  }

  /** Writes the fields of one message. */
  @FunctionalInterface
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return bytes.toByteArray();
  }

  @Override
  public long position() {
    return file.position();
  }

  @Override
  public void sync() {
    file.sync();
  }

  @Override
  public void close() {
    file.close();
  }
}
