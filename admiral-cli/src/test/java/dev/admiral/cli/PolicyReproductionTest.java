package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The experiments on policies of PPO and its defences, from their trainings to their figures, as small as they can be. */
class PolicyReproductionTest {
  private static final List<String> TINY =
      List.of(
          "hidden=[8]",
          "training.environments=2",
          "training.horizon=32",
          "training.minibatch-size=32",
          "training.steps=256",
          "evaluation.episodes=3",
          "evaluation.seeds=2",
          "evaluation.at-once=3",
          "evaluation.landscape.states=30",
          "evaluation.landscape.starts=3",
          "evaluation.landscape.shown=2");

  @TempDir Path temporary;

  private CommandLineRun reproduce(String experiment, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "reproduce",
                experiment,
                "--seeds",
                "1,2",
                "--out",
                temporary.toString(),
                "--quiet"));
    TINY.forEach(setting -> all.addAll(List.of("--set", setting)));
    all.addAll(Arrays.asList(more));
    return CommandLineRun.standard(all.toArray(String[]::new));
  }

  private Path onCartPole(String experiment) {
    CommandLineRun run = reproduce(experiment, "--env", "cart-pole");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Measured here: ", "Steps of training of each seed");
    Path folder = temporary.resolve(experiment + "-cart-pole");
    assertThat(folder.resolve("figure.svg")).isNotEmptyFile();
    return folder;
  }

  @Test
  void theTrainingsAreSharedByAllExperiments() throws IOException {
    Path table = onCartPole("atpa-table");
    assertThat(Files.readString(table.resolve("summary.md")))
        .contains("return under ce-pgd", "return of the defences (no attack)", "strongest")
        .contains("The paper has no numbers on cart-pole.");
    // 4 methods × 5 attacks × 2 trainings × 2 seeds × 3 episodes.
    assertThat(table.resolve("data.csv")).content().hasLineCount(1 + 4 * 5 * 2 * 2 * 3);

    Path attacks = onCartPole("atpa-attacks");
    assertThat(Files.readString(attacks.resolve("data.csv")))
        .isEqualTo(Files.readString(table.resolve("data.csv")));
    assertThat(Files.readString(attacks.resolve("summary.md"))).contains("return of Standard");

    Path radii = onCartPole("atpa-epsilon");
    assertThat(radii.resolve("data.csv")).content().hasLineCount(1 + 4 * 7 * 2 * 2 * 3);
    assertThat(Files.readString(radii.resolve("data.csv")))
        .contains("ppo,none,0.0,", "ppo,ce-pgd,0.3,", "atpa,ce-pgd,0.8999999999999999,");

    assertThat(Files.readString(onCartPole("atpa-learning").resolve("summary.md")))
        .contains("Is ATPA slower at first?", "lowest standard deviation between trainings");

    Path landscape = onCartPole("atpa-landscape");
    // 2 methods × 2 stages × 2 trainings × 30 states.
    assertThat(landscape.resolve("data.csv")).content().hasLineCount(1 + 2 * 2 * 2 * 30);
    assertThat(Files.readString(landscape.resolve("summary.md")))
        .contains("Standard, middle", "ATPA, end", "3 starts each: 9 divergences a state");

    // The defences were trained under another attack than this.
    CommandLineRun other =
        reproduce("atpa-table", "--env", "cart-pole", "--set", "attack.epsilon=0.5");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err())
        .contains(
            "atpa-cart-pole-s1 was begun with attack.epsilon=0.3, not 0.5: name another --out");
  }

  /** What PPO has trained until ATPA's first attack is not trained again, and is what ATPA trains alone. */
  @Test
  void aDefencesCleanBeginningIsTrainedOnce() throws IOException {
    String[] late = {
      "--env", "cart-pole", "--set", "defense.growth-start=0.5", "--set", "defense.growth-end=0.75"
    };
    CommandLineRun shared = reproduce("atpa-landscape", late);
    assertThat(shared.status()).isZero();
    List<String> ppo = updates(temporary.resolve("runs/ppo-cart-pole-s1"));
    List<String> atpa = updates(temporary.resolve("runs/atpa-cart-pole-s1"));
    assertThat(atpa).hasSize(4).startsWith(ppo.get(0), ppo.get(1)).doesNotContain(ppo.get(2));

    List<String> alone = new ArrayList<>(List.of("train", "atpa", "--quiet"));
    alone.addAll(List.of("--out", temporary.resolve("alone").toString()));
    alone.addAll(List.of(late));
    TINY.forEach(setting -> alone.addAll(List.of("--set", setting)));
    assertThat(CommandLineRun.standard(alone.toArray(String[]::new)).status()).isZero();
    assertThat(untimed(updates(temporary.resolve("alone")).getLast()))
        .isEqualTo(untimed(atpa.getLast()));
  }

  /** By the attack that PPO has in its settings, not by the weaker one that a defence was trained against. */
  @Test
  void allPoliciesAreAttackedAlike() throws IOException {
    CommandLineRun run =
        reproduce("atpa-table", "--env", "cart-pole", "--set", "atpa:attack.epsilon=0.01");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    for (String method : List.of("ppo", "atpa")) {
      try (Stream<Path> kept =
          Files.list(
              temporary.resolve("runs/%s-cart-pole-s1/attacks/episodes".formatted(method)))) {
        assertThat(kept.map(file -> file.getFileName().toString()).filter(n -> n.startsWith("ce-")))
            .isNotEmpty()
            .allMatch(name -> name.startsWith("ce-pgd-0.3-"));
      }
    }
  }

  private static List<String> updates(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl"));
  }

  private static String untimed(String update) {
    return update.replaceAll(",\"time/[^,}]*", "");
  }

  @Test
  void everyExperimentIsListed() {
    assertThat(CommandLineRun.standard("list", "experiments").out())
        .contains(
            "atpa-table",
            "atpa-attacks",
            "atpa-learning",
            "atpa-epsilon",
            "atpa-landscape",
            "atpa-perturbations");
  }

  @Test
  void refusesWhatCannotBeMeasuredInOneLine() {
    check(
        "evaluation.episodes is 0, but this experiment needs episodes",
        reproduce("atpa-table", "--env", "cart-pole", "--set", "evaluation.episodes=0"));
    check(
        "attack.epsilon is 0, but this experiment needs an attack",
        reproduce("atpa-epsilon", "--env", "cart-pole", "--set", "attack.epsilon=0"));
    check(
        "cart-pole shows no images, but atpa-perturbations needs an Atari game, such as boxing",
        reproduce("atpa-perturbations", "--env", "cart-pole"));
    check(
        "shown must be from 1 to the number of states, 1, not 2",
        reproduce(
            "atpa-landscape", "--env", "cart-pole", "--set", "evaluation.landscape.states=1"));
    check(
        "training.steps make one update, but this experiment compares the middle of a training",
        reproduce("atpa-landscape", "--env", "cart-pole", "--set", "training.steps=1"));
    check(
        "unknown environment of atpa-table \"boxng\"; did you mean \"boxing\"?",
        reproduce("atpa-table", "--env", "boxng"));
  }

  private void check(String message, CommandLineRun run) {
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(message);
    assertThat(temporary).isEmptyDirectory();
  }
}
