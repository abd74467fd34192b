package dev.admiral.atari;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.atari.preprocessing.FrameStack;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Games are played and seen as by ale-py and Gymnasium, to the last bit: {@code src/test/python/golden_traces.py}. */
@RequiresAle
class GoldenTraceTest {
  private static final int RESET = -1;

  /** One line of a trace. */
  private record Row(int action, int reward, boolean over, int lives, String picture) {

    static Row of(String line) {
      String[] cells = line.split(",", -1);
      return new Row(
          Integer.parseInt(cells[0]),
          Integer.parseInt(cells[1]),
          cells[2].equals("1"),
          Integer.parseInt(cells[3]),
          cells[4]);
    }

    static Row of(int action, StepResult result) {
      return new Row(
          action,
          (int) result.reward(),
          result.terminated(),
          (int) result.info()[0],
          hash(result.observation()));
    }

    private static String hash(double[] picture) {
      CRC32 crc = new CRC32();
      for (double pixel : picture) {
        crc.update((int) pixel);
      }
      return String.format("%08x", crc.getValue());
    }
  }

  private static List<Row> read(String game) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(GoldenTraceTest.class.getResourceAsStream(game + ".csv.gz")),
                StandardCharsets.UTF_8))) {
      return reader.lines().map(Row::of).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"boxing", "carnival", "space-invaders"})
  void matchesGymnasium(String game) throws IOException {
    List<Row> expected = read(game);
    AtariConfig config =
        AtariConfig.evaluation()
            .withMaximumNoOps(0)
            .withFireStart(false)
            .withStack(1, FrameStack.Start.ZEROS);
    List<Row> actual = new ArrayList<>();
    try (AtariEnvironment environment = new AtariEnvironment(game, config)) {
      for (Row row : expected) {
        StepResult result =
            row.action() == RESET
                ? environment.reset(RandomStream.of(1))
                : environment.step(new double[] {row.action()});
        actual.add(Row.of(row.action(), result));
        assertThat(actual.getLast()).as("row %d of %s", actual.size() - 1, game).isEqualTo(row);
      }
    }
    assertThat(actual).filteredOn(Row::over).isNotEmpty();
    assertThat(actual).filteredOn(row -> row.action() == RESET).hasSizeGreaterThan(1);
  }
}
