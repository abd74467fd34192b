package dev.admiral.experiments.doctor;

import dev.admiral.asset.AssetReport;
import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.experiments.run.Versions;
import dev.admiral.mujoco.assets.NativeAssets;
import dev.admiral.mujoco.env.Hopper;
import dev.admiral.nn.kernel.Kernels;
import dev.admiral.random.RandomStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Looks at everything that Admiral needs. Fetches nothing. */
public final class Doctor {
  private final NativeAssets assets;

  public Doctor(NativeAssets assets) {
    this.assets = assets;
  }

  /** Takes about two seconds, since speeds are measured. */
  public List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.good("Admiral", Versions.ADMIRAL));
    findings.add(Finding.good("Java", Versions.java()));
    findings.add(Finding.good("operating system", Versions.operatingSystem()));
    findings.add(Finding.good("processor", Versions.processor()));
    findings.add(
        Finding.good("threads", String.valueOf(Runtime.getRuntime().availableProcessors())));
    findings.add(kernels());
    List<AssetReport> reports = assets.report();
    reports.forEach(report -> findings.add(asset(report)));
    if (reports.stream().allMatch(report -> report.problem().isEmpty())) {
      findings.add(stepping());
    }
    return findings;
  }

  private static Finding kernels() {
    Kernels kernels = Kernels.best();
    String found =
        String.format(
            Locale.ROOT,
            "%s, matrix products at %.0f GFLOP/s on one thread",
            kernels.description(),
            Rate.of(product(kernels)) * 1e-9);
    boolean vectorised = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return new Finding(
        "kernels",
        found,
        vectorised
            ? Optional.empty()
            : Optional.of("slow: start Java with --add-modules jdk.incubator.vector"));
  }

  /** The product of a batch of 128 with a layer of 512×512, in floating-point operations. */
  private static LongSupplier product(Kernels kernels) {
    int rows = 128;
    int width = 512;
    float[] batch = new float[rows * width];
    float[] weights = new float[width * width];
    float[] bias = new float[width];
    float[] result = new float[rows * width];
    return () -> {
      kernels.multiply(
          rows, width, width, batch, 0, width, weights, 0, width, bias, 0, 0, result, 0, width);
      return 2L * rows * width * width;
    };
  }

  private static Finding asset(AssetReport report) {
    String place = report.location().map(Path::toString).orElse("not there");
    return new Finding(
        report.name(),
        "%s, %s (%s)".formatted(report.version(), place, report.origin()),
        report.problem());
  }

  private static Finding stepping() {
    try (Environment hopper = new Hopper()) {
      RandomStream random = RandomStream.of(1);
      double[] action = new double[hopper.actionSpace().size()];
      hopper.reset(random);
      double rate =
          Rate.of(() -> {
            StepResult result = hopper.step(action);
            if (result.terminated()) {
              hopper.reset(random);
            }
            return 1;
          });
      return Finding.good(
          "MuJoCo", String.format(Locale.ROOT, "%.0f hopper steps/s on one thread", rate));
    } catch (RuntimeException | LinkageError e) {
      return new Finding("MuJoCo", "does not run", Optional.of(String.valueOf(e.getMessage())));
    }
  }
}
