package dev.admiral.experiments.export;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.PortablePolicy;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.policy.SafeTensorsExport;
import dev.admiral.torch.TorchScriptExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a policy can be written as. */
public enum ExportFormat {
  /** A program: {@link TorchScriptExport}. Needs libtorch. */
  TORCHSCRIPT {
    @Override
    void write(PortablePolicy policy, Path file) {
      new TorchScriptExport(policy.policy(), policy.parameters(), policy.before()).write(file);
    }

    @Override
    List<String> python(String file, int inputs) {
      return List.of(
          "import torch; policy = torch.jit.load(" + file + ")",
          "outputs = policy(torch.zeros(1, %d))".formatted(inputs));
    }
  },
  /** Named arrays: {@link SafeTensorsExport}. */
  SAFETENSORS {
    @Override
    void write(PortablePolicy policy, Path file) throws IOException {
      new SafeTensorsExport(policy.policy(), policy.parameters(), policy.before()).write(file);
    }

    @Override
    List<String> python(String file, int inputs) {
      return List.of(
          "from safetensors import safe_open; policy = safe_open(" + file + ", \"np\")",
          "arrays, how = {k: policy.get_tensor(k) for k in policy.keys()}, policy.metadata()");
    }
  };

  /**
   * The format of this name.
   *
   * @throws UsageException if there is none
   */
  static ExportFormat of(String id) {
    return Arrays.stream(values())
        .filter(format -> format.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                Nearest.unknown(
                    "format", id, Arrays.stream(values()).map(ExportFormat::id).toList())));
  }

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract void write(PortablePolicy policy, Path file) throws IOException;

  /**
   * Two lines of Python that read what was written.
   *
   * @param file as a literal of Python
   * @param inputs how many numbers an observation has
   */
  abstract List<String> python(String file, int inputs);
}
