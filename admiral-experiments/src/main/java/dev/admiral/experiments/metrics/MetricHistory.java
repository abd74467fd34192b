package dev.admiral.experiments.metrics;

import dev.admiral.learner.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All that a run has measured so far, in the order of its updates. */
public record MetricHistory(List<Metrics> updates) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, @Nullable Double>> LINE = new TypeReference<>() {};

  public MetricHistory {
    updates = List.copyOf(updates);
  }

  /**
   * Reads {@code metrics.jsonl}. A last line without its end is left out: a killed process was
   * writing it.
   *
   * @throws UncheckedIOException when the file cannot be read or a line is not an object of numbers
   */
  public static MetricHistory read(Path file) {
    try {
      String text = Files.readString(file);
      List<Metrics> updates = new ArrayList<>();
      int number = 0;
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        updates.add(parse(line, ++number));
      }
      return new MetricHistory(updates);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Metrics parse(String line, int number) throws IOException {
    try {
      Map<String, @Nullable Double> values = JSON.readValue(line, LINE);
      Double step = values.remove(JsonLinesMetricWriter.STEP);
      if (step == null) {
        throw new IOException("line " + number + " has no \"" + JsonLinesMetricWriter.STEP + "\"");
      }
      Metrics metrics = new Metrics(step.longValue());
      for (Map.Entry<String, @Nullable Double> value : values.entrySet()) {
        if (value.getValue() == null) {
          throw notNumbers(number, null);
        }
        metrics.put(value.getKey(), value.getValue());
      }
      return metrics;
    } catch (JacksonException e) {
      throw notNumbers(number, e);
    }
  }

  private static IOException notNumbers(int line, @Nullable JacksonException cause) {
    return new IOException(
        "line " + line + " does not hold numbers by name, such as {\"step\":1,\"model/loss\":0.5}",
        cause);
  }

  /** Every tag that occurs, in the order of first occurrence. */
  public Set<String> tags() {
    return updates.stream()
        .flatMap(update -> update.values().keySet().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The values of one tag; empty where it never occurs. Updates without it are left out. */
  public MetricSeries series(String tag) {
    List<Metrics> having =
        updates.stream().filter(update -> update.values().containsKey(tag)).toList();
    return new MetricSeries(
        having.stream().map(update -> (double) update.step()).toList(),
        having.stream().map(update -> update.values().getOrDefault(tag, Double.NaN)).toList());
  }
}
