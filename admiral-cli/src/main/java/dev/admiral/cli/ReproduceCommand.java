package dev.admiral.cli;

import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.reproduce.ReproductionRun;
import dev.admiral.experiments.reproduce.ReproductionSweep;
import dev.admiral.experiments.reproduce.Reproductions;
import dev.admiral.experiments.run.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reproduce}: an experiment of a paper, from its trainings to its figure. */
@Command(
    name = "reproduce",
    description = {
      "Carries out an experiment of a paper: trains, measures, and writes its figure, data and"
          + " summary.",
      "The same command again goes on where it was; experiments in one folder share their"
          + " trainings. --set changes settings of every run; where methods have settings of"
          + " different kinds, KEY=VALUE those of the first method's kind, and METHOD:KEY=VALUE"
          + " those of one method."
    },
    footer = {
      "  ./admiral reproduce admrl-worst-case --preset quick",
      "  ./admiral reproduce admrl-returns --env walker-2d --preset standard --seeds 1,2,3",
      "  ./admiral reproduce adgan-table --env navigation-2d,reacher --preset standard"
    })
final class ReproduceCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "EXPERIMENT", description = "One of \"list experiments\".")
  private String experiment = "";

  @Option(
      names = "--env",
      paramLabel = "ID",
      split = ",",
      description =
          "The environment or family, or several, such as navigation-2d,half-cheetah-vel; default:"
              + " the experiment's first.")
  private List<String> environments = List.of("");

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "One of \"list presets\"; default: ${DEFAULT-VALUE}.")
  private String preset = "quick";

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      description = "A training for each of these seeds, such as 1,2,3; default: 1.")
  private List<Long> seeds = List.of(1L);

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of runs and figures; default: reproductions/PRESET.")
  private @Nullable Path out;

  @Mixin private SettingsOption settings = new SettingsOption();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private QuietOption quiet = new QuietOption();

  ReproduceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ReproductionSweep run =
        new ReproductionSweep(
            Reproductions.get(experiment), environments.stream().map(this::request).toList());
    try (StopSignal stop = console.listenForStop()) {
      if (!quiet.isQuiet() && !run.isBegun()) {
        run.estimate()
            .ifPresent(estimate ->
                console.err().println("expected, at the rates measured now: " + estimate.text()));
      }
      if (!run.run(this::progress, stop)) {
        String all = String.join(",", environments);
        console.err().println("stopped; the same command goes on: " + commandLine(all));
        return Main.STOPPED;
      }
    }
    console.out().println(summary(run.folder().resolve("summary.md")));
    console.out().println("figure and data: " + run.folder());
    return ExitCode.OK;
  }

  private Progress progress() {
    return console.progress(quiet.isQuiet());
  }

  private ReproductionRun.Request request(String environment) {
    return new ReproductionRun.Request(
        environment,
        preset,
        seeds,
        out == null ? Path.of("reproductions", preset) : out,
        threads.count(),
        30,
        settings.assignments(),
        commandLine(environment));
  }

  /** What makes the same figure again. */
  private String commandLine(String environment) {
    StringBuilder line = new StringBuilder("./admiral reproduce " + experiment);
    if (!environment.isEmpty()) {
      line.append(" --env ").append(environment);
    }
    line.append(" --preset ").append(preset);
    line.append(" --seeds ")
        .append(seeds.stream().map(Object::toString).collect(Collectors.joining(",")));
    line.append(settings.arguments());
    if (out != null) {
      line.append(" --out '").append(out).append('\'');
    }
    return line.toString();
  }

  private static String summary(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
