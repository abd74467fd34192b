package dev.admiral.cli;

import dev.admiral.experiments.maml.MetaPolicyAttack;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.run.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
      "Attacks the observations of a trained meta-policy on its test tasks, and prints its"
          + " returns beside those undisturbed.",
      "--set changes settings of the evaluation and of the attack, not of the training."
    },
    footer = {
      "  ./admiral attack runs/maml-navigation-2d-20260101-120000-s1 --attack adgan --epsilon 0.2",
      "  ./admiral attack runs/adgan-… --attack random --epsilon 0.5 --phase evaluation"
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
      names = "--epsilon",
      paramLabel = "E",
      description =
          "The strength, in the units of observations: the noise's level or standard deviation,"
              + " fgsm's step, the Euclidean length of adgan's perturbation. Default:"
              + " ${DEFAULT-VALUE}.")
  private double epsilon = 0.2;

  @Option(
      names = "--phase",
      paramLabel = "PHASE",
      description =
          "When: adaptation, evaluation (of the adapted policy), or both; default:"
              + " ${DEFAULT-VALUE}.")
  private String phase = "both";

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
      description = "Episodes of each step of adaptation and of each return; default: the run's.")
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
    MetaPolicyAttack work =
        new MetaPolicyAttack(
            new MetaPolicyAttack.Request(
                folder,
                attack,
                epsilon,
                phase,
                generatorOf == null ? folder : generatorOf,
                seed,
                all,
                threads.count()));
    try (StopSignal stop = StopSignal.listen();
        Progress progress = console.progress(quiet.isQuiet())) {
      if (!work.run(progress, stop)) {
        console.err().println("stopped; the same command goes on");
        return Main.STOPPED;
      }
    }
    console.out().println(work.table().toText());
    console.out().println();
    console.out().println("measurements: " + work.file());
    return ExitCode.OK;
  }
}
