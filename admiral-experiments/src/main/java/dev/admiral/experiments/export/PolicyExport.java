package dev.admiral.experiments.export;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.algorithm.PortablePolicy;
import dev.admiral.experiments.file.IoReason;
import dev.admiral.experiments.run.Experiment;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.nn.ConvolutionalNetwork;
import dev.admiral.nn.ConvolutionalNetwork.Image;
import dev.admiral.nn.Network;
import dev.admiral.nn.OutputSlice;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.SquashedGaussian;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The policy of a run's latest checkpoint as a file for another program.
 *
 * @param policy what is written
 * @param format how
 * @param file where
 */
public record PolicyExport(PortablePolicy policy, ExportFormat format, Path file) {

  /**
   * What a user asks for.
   *
   * @param run the run's folder
   * @param format its name
   * @param file where the policy is to be written
   * @param replaces whether a file there is replaced
   */
  public record Request(Path run, String format, Path file, boolean replaces) {}

  /**
   * Checks everything and reads the policy; writes nothing.
   *
   * @throws UsageException if something is asked for that is impossible
   */
  public static PolicyExport of(Algorithms algorithms, Request request) {
    ExportFormat format = ExportFormat.of(request.format);
    check(request.file, request.replaces);
    RunFolder folder = RunFolder.open(request.run);
    RunConfig config = RunConfig.read(folder.config());
    PortablePolicy policy = Experiment.of(algorithms, config, folder).policy();
    return new PolicyExport(policy, format, request.file);
  }

  private static void check(Path file, boolean replaces) {
    if (Files.isDirectory(file)) {
      throw new UsageException(file + " is a folder, not a file to write");
    }
    if (Files.exists(file) && !replaces) {
      throw new UsageException(file + " exists: name another file, or replace it by --force");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException("cannot write %s: there is no folder %s".formatted(file, folder));
    }
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws UncheckedIOException if that fails, naming the file
   * @throws dev.admiral.torch.TorchException if TorchScript is asked for and there is no libtorch
   */
  public void write() {
    Path folder = file.toAbsolutePath().getParent();
    try {
      // Under its own name, which TorchScript keeps in the file.
      Path temporary = Files.createTempDirectory(folder, ".export");
      Path whole = temporary.resolve(file.getFileName());
      try {
        format.write(policy, whole);
        Files.move(
            whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(whole);
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
    }
  }

  /** What was written, for a terminal: what it is, what goes in, what comes out. */
  public String text() {
    return """
    %s: %s
    inputs: %s
    outputs: %s\
    """
        .formatted(file, policy.description(), inputs(), outputs());
  }

  private String inputs() {
    Network network = policy.policy().network();
    String rows = "raw observations, shape [rows, %d]".formatted(network.inputSize());
    while (network instanceof OutputSlice slice) {
      network = slice.network();
    }
    if (network instanceof ConvolutionalNetwork convolutional) {
      Image image = convolutional.input();
      return "%s, in the order [height %d, width %d, channel %d]"
          .formatted(rows, image.height(), image.width(), image.channels());
    }
    return rows;
  }

  private String outputs() {
    return switch (policy.policy().distribution()) {
      case Categorical categorical -> "logits, shape [rows, %d]".formatted(categorical.choices());
      case DiagonalGaussian gaussian ->
          "means of a Gaussian, shape [rows, %d]; log_std holds its logarithmic standard deviations"
              .formatted(gaussian.actionSize());
      case SquashedGaussian gaussian ->
          "means and logarithmic standard deviations of a Gaussian before tanh, shape [rows, %d]"
              .formatted(gaussian.outputSize());
    };
  }

  /** Two lines of Python that read it. */
  public List<String> python() {
    String literal = "\"" + file.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    return format.python(literal, policy.policy().network().inputSize());
  }
}
