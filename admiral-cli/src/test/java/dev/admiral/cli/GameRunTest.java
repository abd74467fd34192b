package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A game from training to attacks, export and pictures: short games on small pictures. */
class GameRunTest {
  private static final List<String> SMALL =
      List.of(
          "game.screen-size=36",
          "game.maximum-frames=80",
          "training.environments=2",
          "training.horizon=8",
          "training.minibatch-size=16",
          "training.epochs=1",
          "training.steps=32",
          "evaluation.episodes=1",
          "evaluation.seeds=1",
          "evaluation.at-once=1",
          "evaluation.landscape.shown=2");

  @TempDir Path temporary;

  @BeforeAll
  static void needsGames() {
    NeedsGames.orSkip();
  }

  private Path train(String name, String algorithm, String... options) {
    Path folder = temporary.resolve(name);
    String[] command = {
      "train", algorithm, "--env", "boxing", "--preset", "quick", "--out", folder.toString()
    };
    CommandLineRun run =
        CommandLineRun.quiet(
            SMALL, Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return folder;
  }

  @Test
  void anUndefendedPolicyIsAttackedByAllAndExported() throws IOException {
    Path run = train("clean", "ppo");
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(2);
    assertThat(run.resolve("evaluation.csv")).content().hasLineCount(1 + 2);

    CommandLineRun suite =
        CommandLineRun.quiet(
            List.of(), "attack", run.toString(), "--attack", "suite", "--steps", "2");
    assertThat(suite.err()).isEmpty();
    assertThat(suite.status()).isZero();
    assertThat(suite.out()).contains("critic-pgd", "pgd-50", "Can this evaluation be trusted?");

    CommandLineRun whole =
        CommandLineRun.quiet(
            List.of("attack.whole-numbers=true"),
            "attack",
            run.toString(),
            "--attack",
            "ce-pgd",
            "--epsilon",
            "4");
    assertThat(whole.err()).isEmpty();
    assertThat(whole.status()).isZero();
    assertThat(whole.out()).containsPattern("ce-pgd .* 4\\.00\\s");

    Path file = temporary.resolve("boxing.safetensors");
    assertThat(
            CommandLineRun.standard(
                    "export", run.toString(), "--format", "safetensors", "--out", file.toString())
                .status())
        .isZero();
    // Boxing's pixels are 114 gray levels on average; the policy, not the environment, subtracts
    // them.
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = Math.toIntExact(bytes.getLong());
    assertThat(new String(bytes.array(), Long.BYTES, headerLength, StandardCharsets.UTF_8))
        .containsPattern("\"observation_origin\":\"11[0-9]\\.");
  }

  /** Attacked from the first update on, so that pixels with fractions get to libtorch too. */
  @Test
  void libtorchTrainsTheSamePolicy() throws IOException {
    NeedsTorch.orSkip();
    List<JsonNode> own = updates(trainAttacked("own", "backend=admiral"));
    Path run = trainAttacked("torch", "backend=torch-cpu");
    List<JsonNode> torch = updates(run);
    assertThat(torch).hasSize(2).hasSameSizeAs(own);
    for (int i = 0; i < 2; i++) {
      for (Map.Entry<String, JsonNode> metric : own.get(i).properties()) {
        if (!metric.getKey().startsWith("time/")) {
          double expected = metric.getValue().asDouble();
          assertThat(torch.get(i).get(metric.getKey()).asDouble())
              .describedAs("%s of update %d", metric.getKey(), i)
              .isCloseTo(expected, Offset.offset(1e-6 + 1e-3 * Math.abs(expected)));
        }
      }
    }
    CommandLineRun attack =
        CommandLineRun.quiet(List.of(), "attack", run.toString(), "--attack", "ce-pgd");
    assertThat(attack.err()).isEmpty();
    assertThat(attack.status()).isZero();
  }

  private Path trainAttacked(String name, String backend) {
    return train(
        name,
        "atpa",
        "--set",
        backend,
        "--set",
        "defense.growth-start=0",
        "--set",
        "defense.growth-end=0");
  }

  private static List<JsonNode> updates(Path run) throws IOException {
    JsonMapper json = new JsonMapper();
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream().map(json::readTree).toList();
  }

  /** What a training that lost its end does again is what it did. */
  @Test
  void aDefendedTrainingGoesOnToTheSameNumbers() throws IOException {
    Path run =
        train(
            "attacked",
            "atpa",
            "--checkpoint-seconds",
            "0",
            "--set",
            "defense.growth-start=0",
            "--set",
            "defense.growth-end=0");
    List<String> rows = rows(run);
    assertThat(rows).hasSize(2).allMatch(row -> row.contains("attack/largest_change"));
    try (Stream<Path> last = Files.walk(run.resolve("checkpoints/step-000002"))) {
      for (Path file : last.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }

    assertThat(CommandLineRun.quiet(List.of(), "resume", run.toString()).status()).isZero();

    assertThat(rows(run)).isEqualTo(rows);
  }

  /** The metrics of each update, without what was timed. */
  private static List<String> rows(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(row -> row.replaceAll(",\"time/[^,}]*", ""))
        .toList();
  }

  @Test
  void perturbationsAreDrawn() throws IOException {
    CommandLineRun run =
        CommandLineRun.quiet(
            SMALL,
            "reproduce",
            "atpa-perturbations",
            "--env",
            "boxing",
            "--seeds",
            "1",
            "--out",
            temporary.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    Path folder = temporary.resolve("atpa-perturbations");
    assertThat(ImageIO.read(folder.resolve("figure.png").toFile()).getWidth()).isPositive();
    assertThat(folder.resolve("summary.md")).content().contains("boxing");
  }
}
