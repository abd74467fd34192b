package dev.admiral.cli;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.attack.PolicyAttack;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.maml.AttackKind;
import dev.admiral.experiments.maml.MamlAlgorithm;
import dev.admiral.experiments.maml.MetaPolicyAttack;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.experiments.run.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code attack}: how far a trained policy falls when its observations are perturbed. */
@Command(
    name = "attack",
    description = {
      "Attacks the observations of a trained policy in whole episodes, and prints its returns"
          + " beside those undisturbed.",
      "Of a run on a task family it is the policy for one task, --task, adapted undisturbed. What"
          + " a policy is told or infers of its task is not perturbed.",
      "A meta-policy (maml, adgan, maml-noise, maml-fgsm) is attacked on all its test tasks, while"
          + " it adapts and afterwards, by random, gaussian, fgsm and adgan without --task.",
      "\"--attack suite\" tries all attacks on a policy, with restarts and growing radii, and says"
          + " whether the evaluation can be trusted.",
      "--set changes settings of the evaluation and of the attack, not of the training. A policy"
          + " for one task has its own, whatever groups of these names its run has:"
          + " evaluation.episodes, seeds, at-once and choice; attack.epsilon, steps, step-size,"
          + " random-start and restarts."
    },
    footer = {
      "  ./admiral attack runs/maml-navigation-2d-20260101-120000-s1 --attack adgan --epsilon 0.2",
      "  ./admiral attack runs/adgan-… --attack random --epsilon 0.5 --phase evaluation",
      "  ./admiral attack runs/ppo-hopper-20260101-120000-s1 --attack suite",
      "  ./admiral attack runs/mt-joint-hopper-2d-… --attack suite --task 1.0,1.6"
    })
final class AttackCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN_DIR", description = "The folder of the run.")
  private Path folder = Path.of("");

  @Option(
      names = "--attack",
      paramLabel = "NAME",
      required = true,
      description = "One of \"list attacks\".")
  private String attack = "";

  @Option(
      names = "--task",
      split = ",",
      paramLabel = "NUMBER",
      description =
          "The task of a run on a task family. Default: the centre of its tasks, or the first test"
              + " task of a family with a distribution of its own; of admrl, mb-unif and mb-gauss"
              + " the latest, for which alone they keep a policy.")
  private List<Double> task = new ArrayList<>();

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description =
          "The strength, in the units of observations: the ball's radius, the noise's level or"
              + " standard deviation, fgsm's step, the Euclidean length of adgan's perturbation."
              + " Default: the run's; 0.05 for a policy for one task, 0.2 for a"
              + " meta-policy on its test tasks.")
  private @Nullable Double epsilon;

  @Option(
      names = "--steps",
      paramLabel = "K",
      description = "How many steps an iterated attack takes; default: the run's.")
  private @Nullable Integer steps;

  @Option(
      names = "--step-size",
      paramLabel = "A",
      description = "How far a step goes; default: the run's, in proportion to epsilon.")
  private @Nullable Double stepSize;

  @Option(
      names = "--phase",
      paramLabel = "PHASE",
      description =
          "When a meta-policy is attacked: adaptation, evaluation (of the adapted policy), or both;"
              + " default: both.")
  private @Nullable String phase;

  @Option(
      names = "--generator-of",
      paramLabel = "RUN_DIR",
      description =
          "Train adgan's generator against this run's policy, and transfer it; default: against"
              + " the attacked one.")
  private @Nullable Path generatorOf;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description =
          "Episodes of each seed; of a meta-policy, of each step of adaptation and of each return;"
              + " default: the run's.")
  private @Nullable Integer episodes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the episodes; default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Mixin private SettingsOption settings = new SettingsOption();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private QuietOption quiet = new QuietOption();

  AttackCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<String> all = new ArrayList<>(settings.assignments());
    if (episodes != null) {
      all.add("evaluation.episodes=" + episodes);
    }
    String algorithm = RunConfig.read(RunFolder.open(folder).config()).algorithm();
    List<String> meta = Stream.of(MamlAlgorithm.values()).map(MamlAlgorithm::id).toList();
    if (meta.contains(algorithm)) {
      return isOnTestTasks() ? metaPolicy(all) : policy(all);
    }
    boolean isMetaAttack = AttackKind.attacks().stream().anyMatch(each -> each.id().equals(attack));
    if (isMetaAttack && !PolicyAttack.names().contains(attack)) {
      throw new UsageException(
          "%s attacks runs of %s, not of %s, which can be attacked by %s"
              .formatted(
                  attack,
                  String.join(", ", meta),
                  algorithm,
                  String.join(", ", PolicyAttack.names())));
    }
    return policy(all);
  }

  /** Whether a meta-policy is attacked on all test tasks: by attacks made for that, unless a task is named. */
  private boolean isOnTestTasks() {
    List<String> onTestTasks = AttackKind.attacks().stream().map(AttackKind::id).toList();
    List<String> onPolicies = PolicyAttack.names();
    if (!onTestTasks.contains(attack) && !onPolicies.contains(attack)) {
      List<String> all =
          Stream.concat(onPolicies.stream(), onTestTasks.stream()).distinct().toList();
      throw new UsageException(Nearest.unknown("attack", attack, all));
    }
    if (!task.isEmpty() && !onPolicies.contains(attack)) {
      throw new UsageException(
          "--task means nothing for %s, which attacks a meta-policy on all its test tasks"
              .formatted(attack));
    }
    return task.isEmpty() && onTestTasks.contains(attack);
  }

  private int policy(List<String> assignments) {
    refuse("--phase", phase, "an attack on one policy of the run");
    refuse("--generator-of", generatorOf, "an attack on one policy of the run");
    PolicyAttack work =
        new PolicyAttack(
            new PolicyAttack.Request(
                folder,
                task,
                attack,
                Optional.ofNullable(epsilon),
                Optional.ofNullable(steps),
                Optional.ofNullable(stepSize),
                seed,
                assignments,
                threads.count()));
    if (!run(work::run)) {
      return Main.STOPPED;
    }
    console.out().println(work.text());
    console.out().println("episodes: " + work.csv());
    console.out().println("report: " + work.page());
    return ExitCode.OK;
  }

  private int metaPolicy(List<String> assignments) {
    refuse("--steps", steps, "an attack on all test tasks of the run");
    refuse("--step-size", stepSize, "an attack on all test tasks of the run");
    MetaPolicyAttack work =
        new MetaPolicyAttack(
            new MetaPolicyAttack.Request(
                folder,
                attack,
                epsilon == null ? 0.2 : epsilon,
                phase == null ? "both" : phase,
                Optional.ofNullable(generatorOf),
                seed,
                assignments,
                threads.count()));
    if (!run(work::run)) {
      return Main.STOPPED;
    }
    console.out().println(work.table().toText());
    console.out().println();
    console.out().println("measurements: " + work.file());
    return ExitCode.OK;
  }

  private void refuse(String option, @Nullable Object value, String what) {
    if (value != null) {
      throw new UsageException("%s means nothing for %s %s".formatted(option, what, folder));
    }
  }

  /** Something that is measured, and may be stopped. */
  private boolean run(BiPredicate<Progress, StopSignal> work) {
    try (StopSignal stop = console.listenForStop();
        Progress progress = console.progress(quiet.isQuiet())) {
      if (!work.test(progress, stop)) {
        console.err().println("stopped; the same command goes on");
        return false;
      }
      return true;
    }
  }
}
