package dev.admiral.experiments.report;

import dev.admiral.experiments.statistics.ConfidenceInterval;
import dev.admiral.experiments.statistics.NestedBootstrap;
import dev.admiral.experiments.statistics.NestedStatistic;
import dev.admiral.experiments.statistics.Score;
import dev.admiral.random.RandomStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The episodes by which one policy was tested, clean and under attacks: {@code evaluation.csv} of a run.
 *
 * @param rows an episode each
 */
public record PolicyReturns(List<Row> rows) {
  private static final String NO_ATTACK = "none";

  private static final String HEADER =
      "attack,epsilon,steps,restarts,seed,episode,return,length,action_change,largest_change";

  /** An episode; see {@link dev.admiral.rollout.NumberedEpisodes.Outcome}. */
  public record Row(
      String attack,
      double epsilon,
      int steps,
      int restarts,
      long seed,
      int episode,
      double episodeReturn,
      int length,
      double actionChange,
      double largestChange) {

    /** Whether nobody attacked. */
    boolean isClean() {
      return attack.equals(NO_ATTACK);
    }

    /** What a reader calls the attack, the radius left out. */
    String shortLabel() {
      return PolicyReturns.label(attack, restarts);
    }

    private String label() {
      return isClean() ? "clean" : shortLabel() + ", ε " + ResultText.coordinate(epsilon);
    }
  }

  public PolicyReturns {
    rows = List.copyOf(rows);
  }

  /** The file's text. */
  public String toCsv() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%d,%d,%d,%d,%s,%d,%s,%s%n",
              row.attack,
              row.epsilon,
              row.steps,
              row.restarts,
              row.seed,
              row.episode,
              row.episodeReturn,
              row.length,
              row.actionChange,
              row.largestChange));
    }
    return text.toString();
  }

  /**
   * What a file holds; empty where it is not there, or is another kind of evaluation.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  public static Optional<PolicyReturns> read(Path csv) {
    if (!Files.isRegularFile(csv)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(csv);
      if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
        return Optional.empty();
      }
      List<Row> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        rows.add(row(csv, line));
      }
      return Optional.of(new PolicyReturns(rows));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + csv + ": " + e.getMessage(), e);
    }
  }

  private static Row row(Path csv, String line) throws IOException {
    String[] cells = line.split(",", -1);
    try {
      return new Row(
          cells[0],
          Double.parseDouble(cells[1]),
          Integer.parseInt(cells[2]),
          Integer.parseInt(cells[3]),
          Long.parseLong(cells[4]),
          Integer.parseInt(cells[5]),
          Double.parseDouble(cells[6]),
          Integer.parseInt(cells[7]),
          Double.parseDouble(cells[8]),
          Double.parseDouble(cells[9]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("line \"" + line + "\" is not an episode of " + csv, e);
    }
  }

  /** A row for every attack: mean return with its 95 % interval, and what the attack did. */
  public ResultTable table() {
    List<List<String>> cells = new ArrayList<>();
    byAttack()
        .forEach((label, episodes) ->
            cells.add(
                List.of(
                    label,
                    ResultText.interval(mean(episodes)),
                    ResultText.number(
                        episodes.stream().mapToDouble(Row::episodeReturn).min().orElseThrow()),
                    ResultText.number(
                        episodes.stream().mapToDouble(Row::length).average().orElseThrow()),
                    ResultText.number(
                        episodes.stream().mapToDouble(Row::actionChange).average().orElseThrow()),
                    ResultText.number(
                        episodes.stream().mapToDouble(Row::largestChange).max().orElseThrow()))));
    return new ResultTable(
        List.of(
            "attack",
            "mean return",
            "worst episode",
            "mean length",
            "action change",
            "largest ‖δ‖∞"),
        cells);
  }

  /** The episodes under each attack, by what a reader calls it. */
  public Map<String, List<Row>> byAttack() {
    return rows.stream()
        .collect(Collectors.groupingBy(Row::label, LinkedHashMap::new, Collectors.toList()));
  }

  /** The mean return with its 95 % interval over episodes; seeds only number them. */
  public static ConfidenceInterval mean(List<Row> episodes) {
    return meanOfPolicies(List.of(episodes.stream().map(Row::episodeReturn).toList()));
  }

  /** The mean return with its 95 % interval over policies and, of each, episodes. */
  public static ConfidenceInterval meanOfPolicies(List<List<Double>> returns) {
    return NestedBootstrap.STANDARD.interval(
        returns.stream()
            .map(episodes -> List.of(episodes.stream().map(Score::exactly).toList()))
            .toList(),
        NestedStatistic.MEAN,
        RandomStream.of(1));
  }

  /**
   * What a reader calls an attack, the radius left out.
   *
   * @param attack its name
   */
  public static String label(String attack, int restarts) {
    if (attack.equals(NO_ATTACK)) {
      return "clean";
    }
    return restarts > 1 ? attack + " × " + restarts : attack;
  }
}
