package dev.admiral.experiments.run;

import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that trains a {@link RandomWalk}, to be killed. */
final class RandomWalkProcess {
  private RandomWalkProcess() {}

  /** Arguments: the folder of a run with its config.yaml. */
  public static void main(String[] arguments) {
    RunFolder folder = RunFolder.open(Path.of(arguments[0]));
    RunConfig config = RunConfig.read(folder.config());
    Algorithms algorithms = new Algorithms(List.of(new RandomWalk()));
    int status = 0;
    try (StopSignal stop = StopSignal.listen()) {
      Experiment.of(algorithms, config, folder).train(Progress.SILENT, stop);
    } catch (RuntimeException e) {
      System.err.println(e.getMessage());
      status = 1;
    }
    System.exit(status);
  }

  /** Makes a run folder. */
  static RunFolder prepare(Path path, String preset, String... assignments) {
    RunFolder folder = RunFolder.create(path);
    RunConfig.Request request = new RunConfig.Request("", preset, 7, 1, 0, List.of(assignments));
    AtomicFile.write(folder.config(), RunConfig.of(new RandomWalk(), request).toYaml());
    return folder;
  }

  /** Trains in this process. */
  static TrainingRun.Outcome train(RunFolder folder, StopSignal stop) {
    Algorithms algorithms = new Algorithms(List.of(new RandomWalk()));
    return Experiment.of(algorithms, RunConfig.read(folder.config()), folder)
        .train(Progress.SILENT, stop);
  }

  /**
   * Trains in a process of its own.
   *
   * @param wrapper a command that is given the process's command line, or nothing
   */
  static Process start(RunFolder folder, String... wrapper) throws IOException {
    List<String> command = new ArrayList<>(List.of(wrapper));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(RandomWalkProcess.class.getName(), folder.path().toString()));
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }
}
