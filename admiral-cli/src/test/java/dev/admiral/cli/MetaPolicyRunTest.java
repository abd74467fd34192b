package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.checkpoint.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MAML and its variants from training to attacks and figures, as small as they can be. */
class MetaPolicyRunTest {
  private static final List<String> TINY =
      List.of(
          "training.iterations=4",
          "training.tasks=2",
          "training.episodes=3",
          "training.policy-hidden=[8]",
          "training.milestone-interval=1",
          "fine-tuning.clean-iterations=2",
          "fine-tuning.gan.generator-hidden=[8]",
          "fine-tuning.gan.discriminator-hidden=[8]",
          "family.horizon=10",
          "evaluation.tasks=3",
          "evaluation.episodes=3",
          "evaluation.seeds=2",
          "attack.iterations=2");

  @TempDir Path temporary;

  private Path train(String algorithm, String... changes) {
    Path folder = temporary.resolve(algorithm + Arrays.hashCode(changes));
    List<String> settings = new ArrayList<>(TINY);
    settings.addAll(List.of(changes));
    CommandLineRun run =
        CommandLineRun.quiet(
            settings, "train", algorithm, "--env", "navigation-2d", "--out", folder.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return folder;
  }

  private static byte[] policy(Path run) {
    CheckpointStore.Stored stored =
        new CheckpointStore(run.resolve("checkpoints"), 1).latest().orElseThrow();
    return stored.checkpoint().bytes("random/tasks");
  }

  private static float[] parameters(Path run) {
    return new CheckpointStore(run.resolve("checkpoints"), 1)
        .latest()
        .orElseThrow()
        .checkpoint()
        .floats("policy");
  }

  @Test
  void trainsEvaluatesAndReports() throws IOException {
    Path run = train("adgan");

    assertThat(run.resolve("evaluation.csv")).content().hasLineCount(1 + 3 * 2 * 2);
    assertThat(run.resolve("report.html")).content().contains("Perturbations of observations");
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(4);
    assertThat(run.resolve("milestones/step-000003")).isDirectory();
  }

  @Test
  void theCleanBeginningIsTheSameForAll() {
    Path maml = train("maml", "training.iterations=2");
    for (String variant : List.of("maml-noise", "maml-fgsm", "adgan")) {
      Path clean = train(variant, "training.iterations=2");
      assertThat(parameters(clean)).containsExactly(parameters(maml));
      assertThat(policy(clean)).isEqualTo(policy(maml));
      assertThat(parameters(train(variant))).isNotEqualTo(parameters(maml));
    }
  }

  /** What is taken over from another run gives the same bits as training it. */
  @Test
  void anExperimentTrainsTheCleanBeginningOnceAndGoesOn() {
    Path out = temporary.resolve("figures");
    String[] command = {"reproduce", "adgan-table", "--preset", "quick", "--out", out.toString()};
    CommandLineRun run = CommandLineRun.quiet(TINY, command);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("adGAN trained against adMRL", "table I");
    assertThat(parameters(out.resolve("runs/adgan-navigation-2d-s1")))
        .containsExactly(parameters(train("adgan")));
    for (String name : List.of("figure.svg", "data.csv", "summary.md")) {
      assertThat(out.resolve("adgan-table").resolve(name)).isNotEmptyFile();
    }

    assertThat(CommandLineRun.quiet(TINY, command).out()).isEqualTo(run.out());
    for (String other : List.of("adgan-strength", "adgan-convergence", "adgan-clean")) {
      command[1] = other;
      CommandLineRun next = CommandLineRun.quiet(TINY, command);
      assertThat(next.err()).isEmpty();
      assertThat(next.status()).isZero();
      assertThat(out.resolve(other).resolve("figure.svg")).isNotEmptyFile();
    }
  }

  /** Their figures stay in their own folders. */
  @Test
  void anExperimentOnSeveralEnvironmentsHasAPageForAll() {
    NeedsMujoco.orSkip();
    Path out = temporary.resolve("several");
    CommandLineRun run =
        CommandLineRun.quiet(
            TINY,
            "reproduce",
            "adgan-clean",
            "--env",
            "navigation-2d,reacher",
            "--out",
            out.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(out.resolve("adgan-clean/figure.svg")).isNotEmptyFile();
    assertThat(out.resolve("adgan-clean-reacher/summary.md"))
        .content()
        .contains("./admiral reproduce adgan-clean --env reacher --preset quick");
    assertThat(out.resolve("adgan-clean-environments/summary.md"))
        .content()
        .contains(
            "## navigation-2d\n\n![navigation-2d](../adgan-clean/figure.svg)",
            "## reacher\n\n![reacher](../adgan-clean-reacher/figure.svg)",
            "### The paper and these numbers\n\n- The paper: ",
            "- Measured here: ",
            "| FGSM | clean |",
            "[How it was measured](../adgan-clean-reacher/summary.md)")
        .isEqualToIgnoringWhitespace(run.out().substring(0, run.out().indexOf("figure and data")));
  }

  @Test
  void attacksAndComparesWithCleanReturns() {
    Path victim = train("maml");
    for (String[] attack :
        new String[][] {
          {"random", "0.3"}, {"gaussian", "0.1"}, {"fgsm", "0.2"}, {"adgan", "0.05"}
        }) {
      CommandLineRun run =
          CommandLineRun.quiet(
              List.of(),
              "attack",
              victim.toString(),
              "--attack",
              attack[0],
              "--epsilon",
              attack[1]);
      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isZero();
      assertThat(run.out())
          .contains("clean", attack[0] + ", ε " + attack[1], "largest ‖δ‖∞")
          .containsPattern("\\[−\\d");
    }
  }

  @Test
  void attacksThePolicyForOneTask() {
    Path victim = train("maml");
    String[] suite = {"attack", victim.toString(), "--attack", "suite", "--task=-0.3,0.1"};
    List<String> few = List.of("evaluation.episodes=2", "evaluation.seeds=1");
    CommandLineRun all = CommandLineRun.quiet(few, suite);
    assertThat(all.err()).isEmpty();
    assertThat(all.status()).isZero();
    assertThat(all.out())
        .contains(
            "ce-pgd × 3",
            "Can this evaluation be trusted?",
            "The policy is that of maml for the task (−0.3, 0.1), adapted by 1 step of the policy"
                + " gradient on 30 real samples each, in whole episodes, which nobody disturbed.",
            "The suite leaves out critic-pgd: ",
            "The policy is that of maml on navigation-2d with training seed 1",
            "./admiral attack %s --attack suite --task=-0.3,0.1 --seed 1 --set evaluation.episodes=2 --set evaluation.seeds=1"
                .formatted(victim),
            "report: "
                + victim.resolve(
                    "attacks/suite-0.05-7x0.025-s1-task--0.3,0.1-episodes-2-seeds-1.html"))
        .doesNotContain("critic-pgd × 3");
    assertThat(CommandLineRun.quiet(few, suite).out()).isEqualTo(all.out());

    suite[3] = "fgsm";
    assertThat(CommandLineRun.quiet(few, suite).out())
        .contains("worst episode", "fgsm", "for the task (−0.3, 0.1)")
        .doesNotContain("before adaptation");
  }

  @Test
  void aGeneratorIsTransferredFromAnother() {
    Path victim = train("maml");
    Path other = train("maml-fgsm");
    String[] own = {"attack", victim.toString(), "--attack", "adgan", "--epsilon", "0.2"};
    List<String> transferred = new ArrayList<>(Arrays.asList(own));
    transferred.addAll(List.of("--generator-of", other.toString()));
    CommandLineRun run = CommandLineRun.quiet(List.of(), transferred.toArray(String[]::new));

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(row(run, "adgan")).isNotEqualTo(row(CommandLineRun.quiet(List.of(), own), "adgan"));
  }

  /** Episodes of a phase that is not attacked are those of the clean test, and the others are not. */
  @Test
  void attacksThePhaseThatIsAskedFor() {
    String victim = train("maml").toString();
    for (String phase : List.of("adaptation", "evaluation")) {
      CommandLineRun run =
          CommandLineRun.quiet(
              List.of(),
              "attack",
              victim,
              "--attack",
              "random",
              "--epsilon",
              "0.5",
              "--phase",
              phase);
      assertThat(run.err()).isEmpty();
      List<String> clean = row(run, "clean");
      List<String> attacked = row(run, "random");
      assertThat(clean.get(1).equals(attacked.get(1))).isEqualTo(phase.equals("evaluation"));
      assertThat(clean.get(2)).isNotEqualTo(attacked.get(2));
    }
  }

  /** The attack, the return before adaptation and that after, with their intervals. */
  private static List<String> row(CommandLineRun run, String attack) {
    String line = run.out().lines().filter(one -> one.startsWith(attack)).findFirst().orElseThrow();
    return List.of(line.split(" {2,}")).subList(0, 3);
  }

  @Test
  void refusesAGeneratorForOtherObservations() {
    NeedsMujoco.orSkip();
    Path victim = train("maml");
    Path other = temporary.resolve("cheetah");
    CommandLineRun run =
        CommandLineRun.quiet(
            TINY, "train", "maml", "--env", "half-cheetah-vel", "--out", other.toString());
    assertThat(run.err()).isEmpty();
    check(
        "perturbs observations of 18 numbers, but the policy of " + victim + " sees 2",
        victim.toString(),
        "--attack",
        "adgan",
        "--generator-of",
        other.toString());
  }

  @Test
  void refusesWhatCannotBeAttackedInOneLine() {
    Path run = train("maml");
    String folder = run.toString();
    check(
        "--generator-of means nothing for the attack random, which has no generator",
        folder,
        "--attack",
        "random",
        "--generator-of",
        folder);
    check("unknown attack \"fgms\"; did you mean \"fgsm\"?", folder, "--attack", "fgms");
    check(
        "epsilon must be finite and not negative, not -1.0",
        folder,
        "--attack",
        "fgsm",
        "--epsilon",
        "-1");
    check("unknown phase \"x\"", folder, "--attack", "fgsm", "--phase", "x");
    check("unknown attack \"adgna\"; did you mean \"adgan\"?", folder, "--attack", "adgna");
    check(
        "--task means nothing for adgan, which attacks a meta-policy on all its test tasks",
        folder,
        "--attack",
        "adgan",
        "--task",
        "0,0");
    check("critic-pgd cannot be carried out on this policy", folder, "--attack", "critic-pgd");
    check(
        "--phase means nothing for an attack on one policy of the run " + folder,
        folder,
        "--attack",
        "ce-pgd",
        "--phase",
        "both");
    check(
        "--steps means nothing for an attack on all test tasks of the run " + folder,
        folder,
        "--attack",
        "random",
        "--steps",
        "3");
    check(
        "unknown key of evaluation \"episode\"; did you mean \"episodes\"?",
        folder,
        "--attack",
        "ce-pgd",
        "--set",
        "evaluation.episode=3");
    check("there is no run folder", folder + "x", "--attack", "fgsm");
    check("evaluation.tasks is 0", folder, "--attack", "fgsm", "--set", "evaluation.tasks=0");
    check(
        "attack changes settings of evaluation and attack alone, not training.episodes=9",
        folder,
        "--attack",
        "fgsm",
        "--set",
        "training.episodes=9");
  }

  private static void check(String message, String... arguments) {
    List<String> all = new ArrayList<>(List.of("attack"));
    all.addAll(List.of(arguments));
    CommandLineRun run = CommandLineRun.standard(all.toArray(String[]::new));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void refusesImpossibleSettingsBeforeAnythingIsMade() {
    Path folder = temporary.resolve("never");
    CommandLineRun run =
        CommandLineRun.quiet(
            List.of("training.iterations=10", "fine-tuning.clean-iterations=11"),
            "train",
            "adgan",
            "--env",
            "navigation-2d",
            "--out",
            folder.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("fine-tuning.clean-iterations is 11, but training.iterations only 10");
    assertThat(folder).doesNotExist();
  }
}
