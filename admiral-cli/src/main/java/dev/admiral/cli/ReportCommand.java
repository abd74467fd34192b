package dev.admiral.cli;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.report.ReportWriter;
import dev.admiral.experiments.report.RunData;
import dev.admiral.experiments.run.ChangedSettings;
import dev.admiral.experiments.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: a page about one run, or several side by side. */
@Command(
    name = "report",
    description = "Writes a self-contained page about one run, or several side by side.",
    footer = {
      "  ./admiral report runs/admrl-hopper-2d-20260101-120000-s1",
      "  ./admiral report runs/admrl-* runs/mb-unif-* --out comparison.html"
    })
final class ReportCommand implements Callable<Integer> {
  private final Console console;
  private final Algorithms algorithms;

  @Parameters(arity = "1..*", paramLabel = "RUN_DIR", description = "The folders of the runs.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description = "The page; default: report.html in the folder of the only run.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replace the file --out even if it is no report.")
  private boolean force;

  ReportCommand(Console console, Algorithms algorithms) {
    this.console = console;
    this.algorithms = algorithms;
  }

  @Override
  public Integer call() {
    List<RunFolder> runs = folders.stream().map(RunFolder::open).toList();
    if (out == null && runs.size() > 1) {
      throw new UsageException("a report on several runs needs --out FILE.html");
    }
    Path page = out == null ? runs.getFirst().report() : out;
    if (Files.isDirectory(page)) {
      throw new UsageException(page + " is a folder, not a file to write");
    }
    if (out != null && Files.exists(page) && !force && !ReportWriter.isReport(page)) {
      throw new UsageException(
          page + " exists and is no report: name another file, or replace it by --force");
    }
    ReportWriter.write(runs.stream().map(this::read).toList(), page);
    console.out().println(page);
    return ExitCode.OK;
  }

  private RunData read(RunFolder run) {
    return RunData.read(run.path(), ChangedSettings.of(algorithms, run));
  }
}
