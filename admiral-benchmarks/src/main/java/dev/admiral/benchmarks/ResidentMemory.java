package dev.admiral.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux counts as resident of this process. */
final class ResidentMemory {
  private ResidentMemory() {}

  static long mebibytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
      throw new IOException("/proc/self/status has no VmRSS");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
