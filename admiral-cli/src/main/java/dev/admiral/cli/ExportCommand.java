package dev.admiral.cli;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.export.PolicyExport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: a trained policy for other programs. */
@Command(
    name = "export",
    description = {
      "Writes the policy of a run's latest checkpoint as a file for other programs.",
      "torchscript is a program for torch.jit.load, safetensors are the named arrays of the network"
          + " and how to put them together. Of a meta-policy it is the one that is not adapted, of"
          + " admrl and its variants the one for the latest task.",
    },
    footer = {
      "  ./admiral export runs/ppo-hopper-20260101-120000-s1 --format torchscript --out hopper.pt",
      "  ./admiral export runs/maml-… --format safetensors --out meta-policy.safetensors"
    })
final class ExportCommand implements Callable<Integer> {
  private final Console console;
  private final Algorithms algorithms;

  @Parameters(paramLabel = "RUN_DIR", description = "The folder of the run.")
  private Path folder = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "torchscript or safetensors.")
  private String format = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the policy is written.")
  private Path out = Path.of("");

  @Option(names = "--force", description = "Replace the file --out if it exists.")
  private boolean force;

  ExportCommand(Console console, Algorithms algorithms) {
    this.console = console;
    this.algorithms = algorithms;
  }

  @Override
  public Integer call() {
    PolicyExport export =
        PolicyExport.of(algorithms, new PolicyExport.Request(folder, format, out, force));
    export.write();
    console.out().println(export.text());
    console.out().println();
    export.python().forEach(console.out()::println);
    return ExitCode.OK;
  }
}
