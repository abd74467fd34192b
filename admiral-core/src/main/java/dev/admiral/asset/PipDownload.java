package dev.admiral.asset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Downloads wheels with {@code pip download}, which chooses the platform's file and follows the
 * user's own settings (index, proxy, certificates).
 */
public final class PipDownload implements WheelSource {
  private final List<String> python;

  /**
   * @param python the command that runs Python, such as {@code ["python3"]}
   */
  public PipDownload(List<String> python) {
    this.python = List.copyOf(python);
  }

  @Override
  public Path fetch(String requirement, Path folder) throws IOException {
    List<String> command = new ArrayList<>(python);
    command.addAll(
        List.of(
            "-m",
            "pip",
            "download",
            "--disable-pip-version-check",
            "--no-input",
            "--no-deps",
            "--only-binary=:all:",
            "--dest",
            folder.toString(),
            requirement));
    run(command, requirement);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".whl"))
          .findFirst()
          .orElseThrow(() -> new AssetException("pip left no wheel of " + requirement));
    }
  }

  private void run(List<String> command, String requirement) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssetException(
          "cannot run "
              + python.getFirst()
              + ", which fetches "
              + requirement
              + ": install Python 3 with pip",
          e);
    }
    try {
      process.getOutputStream().close();
      List<String> output = process.inputReader().readAllLines();
      int status = process.waitFor();
      if (status != 0) {
        throw new AssetException(
            String.join(" ", command.subList(0, python.size() + 3))
                + " "
                + requirement
                + " failed ("
                + status
                + "): "
                + reason(output));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new AssetException("interrupted while pip fetched " + requirement, e);
    }
  }

  /** pip's last error, or else the last thing it said; pip does not call a lost network an error. */
  private static String reason(List<String> output) {
    String last = "it said nothing";
    String error = "";
    boolean retried = false;
    for (String line : output) {
      if (!line.isBlank()) {
        last = line.strip();
        retried |= last.startsWith("WARNING: Retrying");
        if (last.startsWith("ERROR:")) {
          error = last.substring("ERROR:".length()).strip();
        }
      }
    }
    return (retried ? "no connection to the package index; " : "")
        + (error.isEmpty() ? last : error);
  }
}
