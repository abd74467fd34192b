package dev.admiral.mujoco.env;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * An episode of Gymnasium's, as {@code src/test/python/golden_traces.py} wrote it.
 *
 * @param state the initial {@code qpos}, then {@code qvel}
 * @param observation the first observation
 * @param infos the names of the info terms
 * @param rows per step: action, observation, reward, terminated (0 or 1), infos
 */
record GoldenTrace(double[] state, double[] observation, List<String> infos, List<double[]> rows) {

  static GoldenTrace read(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(GoldenTrace.class.getResourceAsStream(name + ".csv.gz")),
                StandardCharsets.UTF_8))) {
      double[] state = numbers(reader.readLine().substring("state,".length()));
      double[] observation = numbers(reader.readLine().substring("observation,".length()));
      List<String> infos = List.of(reader.readLine().substring("infos,".length()).split(","));
      List<double[]> rows = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(numbers(line));
      }
      return new GoldenTrace(state, observation, infos, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
  }
}
