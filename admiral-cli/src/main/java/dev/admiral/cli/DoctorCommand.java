package dev.admiral.cli;

import dev.admiral.atari.assets.Roms;
import dev.admiral.experiments.doctor.Doctor;
import dev.admiral.experiments.doctor.Finding;
import dev.admiral.mujoco.assets.NativeAssets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code doctor}: what this machine has and lacks. */
@Command(
    name = "doctor",
    description = {
      "Shows what was found on this machine, how fast it is, and what to do about what is missing.",
      "Exits with 1 if something is missing."
    },
    footer = "  ./admiral doctor")
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Finding> findings =
        new Doctor(NativeAssets.ofEnvironment(), Roms.ofEnvironment()).examine();
    for (Finding finding : findings) {
      console.out().printf("%-18s %s%n", finding.subject(), finding.found());
      finding.remedy().ifPresent(remedy -> console.out().printf("%-18s   %s%n", "", "! " + remedy));
    }
    return findings.stream().anyMatch(finding -> finding.remedy().isPresent())
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }
}
