package dev.admiral.experiments.metrics;

import dev.admiral.learner.Metrics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes {@code metrics.jsonl}: one JSON object a line, {@code {"step":3,"model/loss":0.25}}, with the
 * tags in the order in which they were put.
 *
 * <p>A number is the shortest decimal that reads back as the same double, so equal runs give equal
 * bytes. JSON has no infinities and no NaN; they are written as the strings {@code "NaN"}, {@code
 * "Infinity"} and {@code "-Infinity"}, as protocol buffers map them.
 */
public final class JsonLinesMetricWriter implements MetricWriter {
  /** The key of the horizontal axis, and so no tag. */
  static final String STEP = "step";

  private final AppendedFile file;

  private JsonLinesMetricWriter(AppendedFile file) {
    this.file = file;
  }

  /**
   * Opens the file for a new or a resumed run.
   *
   * @param file created where it is missing
   * @param truncateTo how many bytes of the file to keep: 0 for a new run, the {@link #position} that
   *     the checkpoint stored for a resumed one
   * @throws java.io.UncheckedIOException when the file cannot be opened or is shorter than that
   */
  public static JsonLinesMetricWriter open(Path file, long truncateTo) {
    return new JsonLinesMetricWriter(AppendedFile.open(file, truncateTo));
  }

  @Override
  public void write(Metrics metrics) {
    StringBuilder line = new StringBuilder("{\"" + STEP + "\":").append(metrics.step());
    for (Map.Entry<String, Double> metric : metrics.values().entrySet()) {
      if (metric.getKey().equals(STEP)) {
        throw new IllegalArgumentException("a metric cannot have the tag \"" + STEP + "\"");
      }
      line.append(",\"").append(JsonStringEncoder.getInstance().quoteAsCharArray(metric.getKey()));
      line.append("\":").append(number(metric.getValue()));
    }
    file.append(line.append("}\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"";
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
