package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.run.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PPO and its defences from training to attacks, as small as they can be. */
class PolicyRunTest {
  private static final List<String> TINY =
      List.of(
          "hidden=[8]",
          "training.environments=2",
          "training.horizon=32",
          "training.minibatch-size=32",
          "training.steps=256",
          "evaluation.episodes=3",
          "evaluation.seeds=2",
          "evaluation.at-once=2");

  @TempDir Path temporary;

  private Path train(String algorithm) {
    Path folder = temporary.resolve(algorithm);
    CommandLineRun run =
        CommandLineRun.quiet(
            TINY, "train", algorithm, "--env", "cart-pole", "--out", folder.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("clean", "ce-pgd, ε 0.3");
    return folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ppo", "atpa", "stagewise", "data-augment"})
  void trainsTestsAndReports(String algorithm) throws IOException {
    Path run = train(algorithm);

    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(4);
    assertThat(run.resolve("evaluation.csv")).content().hasLineCount(1 + 2 * 2 * 3);
    assertThat(run.resolve("report.html")).content().contains("Returns of whole episodes");
    assertThat(run.resolve("plots/returns-under-attack.svg")).isNotEmptyFile();
    assertThat(run.resolve("milestones/step-000002")).isDirectory();
    CommandLineRun again =
        CommandLineRun.quiet(List.of(), "resume", run.toString(), "--threads", "1");
    assertThat(again.status()).isZero();
    assertThat(CommandLineRun.quiet(List.of(), "resume", run.toString(), "--threads", "0").err())
        .isEqualToIgnoringNewLines("admiral: threads must be at least 1, not 0");
  }

  @Test
  void attacksByOneAndByAll() throws IOException {
    Path run = train("ppo");
    CommandLineRun one =
        CommandLineRun.quiet(
            List.of(),
            "attack",
            run.toString(),
            "--attack",
            "mad-pgd",
            "--epsilon",
            "0.5",
            "--steps",
            "3");
    assertThat(one.err()).isEmpty();
    assertThat(one.status()).isZero();
    assertThat(one.out()).contains("clean", "mad-pgd", "report: ");
    assertThat(run.resolve("attacks/mad-pgd-0.5-3x0.25-s1.csv")).content().hasLineCount(1 + 2 * 6);

    CommandLineRun suite =
        CommandLineRun.quiet(
            List.of("evaluation.seeds=1"), "attack", run.toString(), "--attack", "suite");
    assertThat(suite.err()).isEmpty();
    assertThat(suite.status()).isZero();
    assertThat(suite.out())
        .contains("worst of all, episode by episode", "pgd-50", "Can this evaluation be trusted?");
    assertThat(run.resolve("attacks/suite-0.3-7x0.15-s1-seeds-1.html"))
        .content()
        .contains(
            "Returns against ε",
            "Can this evaluation be trusted?",
            "How it was measured",
            "ppo on cart-pole with training seed 1, from its checkpoint of step 4.",
            "1 seed of environments × 3 episodes, numbered from seed 1 on; actions are drawn.",
            "ε = 0.3 standard deviations of the observations.",
            "fgsm: 1 step of 0.3",
            " --attack suite --seed 1 --set evaluation.seeds=1");
    assertThat(
            CommandLineRun.quiet(
                    List.of("evaluation.seeds=1"), "attack", run.toString(), "--attack", "suite")
                .out())
        .isEqualTo(suite.out());
    assertThat(steps(run.resolve("attacks/suite-0.3-7x0.15-s1-seeds-1.csv")))
        .containsExactly(
            "ce-pgd 14",
            "ce-pgd 7",
            "critic-pgd 7",
            "fgsm 1",
            "mad-pgd 7",
            "max-pgd 7",
            "min-pgd 7",
            "none 0",
            "pgd-50 50",
            "random 0");
    measuresNothingTwice(run);
  }

  private static List<String> steps(Path csv) throws IOException {
    return Files.readAllLines(csv).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(cells -> cells[0] + " " + cells[2])
        .distinct()
        .sorted()
        .toList();
  }

  /** Attacks whose search is their own, and clean episodes, are kept when others search longer. */
  private static void measuresNothingTwice(Path run) throws IOException {
    List<String> before = fixed(run);
    assertThat(before).anyMatch(name -> name.startsWith("pgd-50"));
    CommandLineRun longer =
        CommandLineRun.quiet(
            List.of("evaluation.seeds=1"),
            "attack",
            run.toString(),
            "--attack",
            "suite",
            "--steps",
            "9");
    assertThat(longer.status()).isZero();
    assertThat(run.resolve("attacks/suite-0.3-9x0.15-s1-seeds-1.csv")).isNotEmptyFile();
    assertThat(fixed(run)).isEqualTo(before);
  }

  private static List<String> fixed(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("attacks/episodes"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("(none|random|fgsm|pgd-50)-.*"))
          .sorted()
          .toList();
    }
  }

  @Test
  void refusesWhatIsImpossibleInOneLine() {
    Path run = train("ppo");
    String folder = run.toString();
    check("unknown attack \"ce-pdg\"; did you mean \"ce-pgd\"?", folder, "--attack", "ce-pdg");
    check(
        "epsilon must be finite and not negative: -1.0",
        folder,
        "--attack",
        "ce-pgd",
        "--epsilon",
        "-1");
    check("steps must be at least 1, not 0", folder, "--attack", "ce-pgd", "--steps", "0");
    check(
        "gaussian attacks runs of maml, maml-noise, maml-fgsm, adgan, not of ppo, which can be"
            + " attacked by ",
        folder,
        "--attack",
        "gaussian");
    check("--steps changes nothing about fgsm", folder, "--attack", "fgsm", "--steps", "9");
    check(
        "attack.whole-numbers is true, but what cart-pole observes is not whole",
        folder,
        "--attack",
        "ce-pgd",
        "--set",
        "attack.whole-numbers=true");
    check(
        "--phase means nothing for an attack on one policy of the run " + folder,
        folder,
        "--attack",
        "ce-pgd",
        "--phase",
        "both");
    check(
        "--task means nothing for the run " + folder, folder, "--attack", "ce-pgd", "--task", "1");
    check(
        "attack changes settings of evaluation and attack alone, not training.steps=1",
        folder,
        "--attack",
        "ce-pgd",
        "--set",
        "training.steps=1");
  }

  @Test
  void refusesWhatTheSearchCannotUse() {
    Path run = train("ppo");
    String folder = run.toString();
    ignores(folder, "fgsm", "attack.restarts", "3");
    ignores(folder, "fgsm", "attack.random-start", "false");
    ignores(folder, "random", "attack.steps", "3");
    ignores(folder, "random", "attack.restarts", "3");
    ignores(folder, "pgd-50", "attack.random-start", "false");
    ignores(folder, "ce-pgd", "attack.kind", "fgsm");
    ignores(folder, "suite", "attack.kind", "fgsm");
    check(
        "attack.random-start is false, but must be true for suite: its searches begin 3 times",
        folder,
        "--attack",
        "suite",
        "--set",
        "attack.random-start=false");
    check(
        "attack.random-start is false, but mad-pgd has no slope at the true observation",
        folder,
        "--attack",
        "mad-pgd",
        "--set",
        "attack.random-start=false");
    assertThat(run.resolve("attacks")).doesNotExist();
  }

  private static void ignores(String folder, String attack, String key, String value) {
    check(
        "%s changes nothing about %s".formatted(key, attack),
        folder,
        "--attack",
        attack,
        "--set",
        key + "=" + value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pearl", "admrl", "ppo"})
  void refusesARunThatHasNotBegun(String algorithm) throws IOException {
    Path run = Files.createDirectory(temporary.resolve(algorithm));
    RunConfig config =
        RunConfig.of(
            Algorithms.standard().get(algorithm),
            new RunConfig.Request(
                algorithm.equals("ppo") ? "cart-pole" : "hopper-2d", "quick", 1, 1, 30, List.of()));
    Files.writeString(run.resolve("config.yaml"), config.toYaml());
    check(run + " has no checkpoint yet", run.toString(), "--attack", "random");
  }

  private static void check(String message, String... arguments) {
    List<String> all = new ArrayList<>(List.of("attack"));
    all.addAll(Arrays.asList(arguments));
    CommandLineRun run = CommandLineRun.standard(all.toArray(String[]::new));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(message);
  }
}
