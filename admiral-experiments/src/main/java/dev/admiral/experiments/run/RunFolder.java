package dev.admiral.experiments.run;

import dev.admiral.checkpoint.CheckpointStore;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.file.IoReason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/** The folder of one run and the places in it. */
public record RunFolder(Path path) {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final int CHECKPOINTS_KEPT = 3;

  /**
   * Makes {@code ROOT/ALGORITHM-ENVIRONMENT-yyyyMMdd-HHmmss-sSEED/}.
   *
   * @throws UsageException if that is not possible
   */
  public static RunFolder create(
      Path root, String algorithm, String environment, long seed, LocalDateTime now) {
    String name = "%s-%s-%s-s%d".formatted(algorithm, environment, now.format(TIMESTAMP), seed);
    try {
      Files.createDirectories(root);
      for (int attempt = 1; ; attempt++) {
        Path path = root.resolve(attempt == 1 ? name : name + "-" + attempt);
        try {
          return new RunFolder(Files.createDirectory(path));
        } catch (FileAlreadyExistsException _) {
          // Another run began within the same second.
        }
      }
    } catch (IOException e) {
      throw cannotCreate(root.resolve(name), e);
    }
  }

  /**
   * Makes the folder {@code path}, which may exist if it is empty.
   *
   * @throws UsageException if it holds something or cannot be made
   */
  public static RunFolder create(Path path) {
    try {
      Files.createDirectories(path);
      try (Stream<Path> content = Files.list(path)) {
        if (content.findAny().isPresent()) {
          throw new UsageException(
              path
                  + " is not empty: name another folder"
                  + (isRun(path)
                      ? ", or go on with that run by \"admiral resume " + path + "\""
                      : ""));
        }
      }
      // Some systems say who may write only when it is tried.
      Files.delete(Files.createTempFile(path, ".writable", ""));
      return new RunFolder(path);
    } catch (IOException e) {
      throw cannotCreate(path, e);
    }
  }

  /**
   * The folder of an existing run.
   *
   * @throws UsageException if it is none
   */
  public static RunFolder open(Path path) {
    if (!Files.isDirectory(path)) {
      throw new UsageException(
          Files.exists(path)
              ? path + " is not a run folder but a file"
              : "there is no run folder " + path);
    }
    if (!isRun(path)) {
      throw new UsageException(path + " is not a run folder: it has no config.yaml");
    }
    return new RunFolder(path);
  }

  public Path config() {
    return path.resolve("config.yaml");
  }

  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /** Copies the milestones up to a step. */
  void copyMilestones(RunFolder to, long last) {
    CheckpointStore own = milestones();
    for (long step : own.steps()) {
      if (step <= last) {
        own.find(step).ifPresent(found -> to.milestones().save(step, found.checkpoint()));
      }
    }
  }

  public CheckpointStore checkpoints() {
    return new CheckpointStore(path.resolve("checkpoints"), CHECKPOINTS_KEPT);
  }

  /** Those that a learner called worth keeping, all of them. */
  public CheckpointStore milestones() {
    return new CheckpointStore(path.resolve("milestones"), Integer.MAX_VALUE);
  }

  /** Where the evaluation on the run's own test tasks is. */
  public EvaluationFolder evaluation() {
    return new EvaluationFolder(path);
  }

  public Path plots() {
    return path.resolve("plots");
  }

  public Path report() {
    return path.resolve("report.html");
  }

  private static boolean isRun(Path path) {
    return Files.isRegularFile(path.resolve("config.yaml"));
  }

  private static UsageException cannotCreate(Path path, IOException e) {
    return new UsageException("cannot write a run to " + path + ": " + IoReason.of(e), e);
  }
}
