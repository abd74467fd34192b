package dev.admiral.experiments.reproduce;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.TimeEstimate;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.file.IoReason;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.run.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A {@link Reproduction} on one environment or on several, one after the other; of several, a page has what came out on
 * each.
 */
public final class ReproductionSweep {
  /** Where an environment's own page begins to say how, which is not repeated. */
  private static final String HOW = "\n## How it was measured";

  private final Reproduction reproduction;
  private final Path out;
  private final List<ReproductionRun> runs;

  /**
   * Checks everything, then makes the runs' folders.
   *
   * @param requests one for each environment, with one folder
   * @throws UsageException if something is asked for that is impossible
   */
  public ReproductionSweep(Reproduction reproduction, List<ReproductionRun.Request> requests) {
    if (requests.stream().map(ReproductionRun.Request::environment).distinct().count()
        < requests.size()) {
      throw new UsageException(
          "environments must be different, not "
              + requests.stream().map(ReproductionRun.Request::environment).toList());
    }
    boolean isNamed = requests.stream().noneMatch(request -> request.environment().isEmpty());
    if (requests.isEmpty() || (requests.size() > 1 && !isNamed)) {
      throw new UsageException(
          Nearest.unknown("environment of " + reproduction.id(), "", reproduction.environments()));
    }
    this.reproduction = reproduction;
    this.out = requests.getFirst().out();
    this.runs =
        requests.stream().map(request -> new ReproductionRun(reproduction, request)).toList();
    runs.forEach(ReproductionRun::begin);
  }

  /** Whether every training has begun. */
  public boolean isBegun() {
    return runs.stream().allMatch(ReproductionRun::isBegun);
  }

  /** As {@link ReproductionRun#estimate}, of all that has not begun. */
  public Optional<TimeEstimate> estimate() {
    TimeEstimate sum = TimeEstimate.NONE;
    for (ReproductionRun run : runs) {
      Optional<TimeEstimate> one = run.isBegun() ? Optional.of(TimeEstimate.NONE) : run.estimate();
      if (one.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.plus(one.get());
    }
    return Optional.of(sum);
  }

  /**
   * Does on each environment what is not done yet.
   *
   * @param display a new one for each part of the work
   * @return whether all is done; false on a stop, after which another run goes on
   */
  public boolean run(Supplier<Progress> display, StopSignal stop) {
    for (ReproductionRun run : runs) {
      if (!run.run(display, stop)) {
        return false;
      }
    }
    if (runs.size() > 1) {
      write();
    }
    return true;
  }

  /** Where what came out is written: that of the environment, or the page's. */
  public Path folder() {
    return runs.size() == 1
        ? runs.getFirst().folder()
        : out.resolve(reproduction.id() + "-environments");
  }

  private void write() {
    StringBuilder page = new StringBuilder();
    page.append(
        "# %s on %d environments: %s\n"
            .formatted(reproduction.id(), runs.size(), reproduction.description()));
    runs.forEach(run -> page.append(part(run)));
    try {
      Files.createDirectories(folder());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder() + ": " + IoReason.of(e), e);
    }
    AtomicFile.write(folder().resolve("summary.md"), page.toString());
  }

  /** An environment's figure, its verdicts and its numbers: its own page, without its title, a level lower. */
  private static String part(ReproductionRun run) {
    String page = read(run.folder().resolve("summary.md"));
    String told = page.substring(page.indexOf("\n## "), page.indexOf(HOW)).strip();
    String place = "../" + run.folder().getFileName();
    return """

    ## %s

    ![%s](%s/figure.svg)

    %s

    [How it was measured](%s/summary.md)
    """
        .formatted(run.environment(), run.environment(), place, told.replace("## ", "### "), place);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + IoReason.of(e), e);
    }
  }
}
