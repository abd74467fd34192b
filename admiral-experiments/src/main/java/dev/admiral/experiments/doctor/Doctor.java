package dev.admiral.experiments.doctor;

import dev.admiral.asset.AssetReport;
import dev.admiral.atari.AtariConfig;
import dev.admiral.atari.AtariEnvironment;
import dev.admiral.atari.ale.AleGame;
import dev.admiral.atari.assets.Roms;
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
  private final Roms roms;

  public Doctor(NativeAssets assets, Roms roms) {
    this.assets = assets;
    this.roms = roms;
  }

  /** Takes a few seconds, since speeds are measured. */
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
    AssetReport games = roms.report();
    findings.add(asset(games));
    if (games.problem().isEmpty()) {
      findings.add(playing());
    }
    return findings;
  }

  private static Finding kernels() {
    Kernels kernels = Kernels.best();
    // Small products first: until the Vector API is compiled, it is slower than anything else.
    Rate.of(product(kernels, 8, 64));
    String found =
        String.format(
            Locale.ROOT,
            "%s, matrix products at %.0f GFLOP/s on one thread",
            kernels.description(),
            Rate.of(product(kernels, 128, 512)) * 1e-9);
    boolean vectorised = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return new Finding(
        "kernels",
        found,
        vectorised
            ? Optional.empty()
            : Optional.of("slow: start Java with --add-modules jdk.incubator.vector"));
  }

  /** The product of a batch with a square layer, in floating-point operations. */
  private static LongSupplier product(Kernels kernels, int rows, int width) {
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

  private static Finding playing() {
    try (Environment boxing = new AtariEnvironment("boxing", AtariConfig.evaluation())) {
      RandomStream random = RandomStream.of(1);
      double[] action = new double[1];
      boxing.reset(random);
      double rate =
          Rate.of(() -> {
            StepResult result = boxing.step(action);
            if (result.terminated()) {
              boxing.reset(random);
            }
            return 1;
          });
      return Finding.good(
          "ALE",
          String.format(
              Locale.ROOT, "%s, %.0f boxing steps/s on one thread", AleGame.VERSION, rate));
    } catch (RuntimeException | LinkageError e) {
      return new Finding("ALE", "does not run", Optional.of(String.valueOf(e.getMessage())));
    }
  }
}
