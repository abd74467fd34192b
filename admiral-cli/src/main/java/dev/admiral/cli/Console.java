package dev.admiral.cli;

import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.run.StopSignal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a command writes. A reader that goes away, as {@code head} does, is no error: what it would have
 * read is dropped.
 *
 * @param out results
 * @param err progress, notices and errors
 * @param terminal whether a person looks at {@code err}
 */
record Console(PrintStream out, PrintStream err, boolean terminal) {

  /** The process's own streams; UTF-8 whatever the locale, since files are that, too. */
  static Console ofProcess() {
    return new Console(
        new PrintStream(DepartedReader.ofProcess(), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        isTerminal());
  }

  Progress progress(boolean quiet) {
    return quiet ? Progress.SILENT : Progress.to(err, terminal);
  }

  /** Listens for Ctrl-C and SIGTERM; says so when stopping takes longer than a moment. */
  StopSignal listenForStop() {
    return StopSignal.listen(() -> err.println("stopping: what is being computed ends first"));
  }

  private static boolean isTerminal() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    Path descriptor = Path.of("/proc/self/fd", String.valueOf(StandardError.descriptor()));
    try {
      return Files.readSymbolicLink(descriptor).toString().matches("/dev/(pts/|tty|console).*");
    } catch (IOException | UnsupportedOperationException _) {
      // Without /proc only input and output can be asked for.
      return Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false);
    }
  }
}
