package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of {@code admrl} get wrong, before MuJoCo is needed and without it. */
class AdMrlBadInputTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "admlr|unknown algorithm \"admlr\"; did you mean \"admrl\"? allowed: admrl, mb-unif,",
        "admrl --preset papr|unknown preset of admrl \"papr\"; did you mean \"paper\"? allowed:"
            + " quick, standard, paper",
        "mb-gauss --preset fast|unknown preset of mb-gauss \"fast\"; allowed: quick, standard,"
            + " paper",
        "admrl --env hoper-2d|unknown environment of admrl \"hoper-2d\"; did you mean"
            + " \"hopper-2d\"? allowed:",
        "admrl --set training.taks=3|unknown key of training \"taks\"; did you mean \"tasks\"?",
        "admrl --set training.tasks=0|training.tasks must be at least 1, not 0",
        "admrl --set training.tasks=many|training.tasks is \"many\", but must be a whole number",
        "admrl --set training.slbo.trpo.gamma=1.5|training.slbo.trpo.gamma must be in [0, 1], not"
            + " 1.5",
        "admrl --set evaluation.tasks.boundary-tasks=-1|evaluation.tasks.boundary-tasks must not be"
            + " negative: -1",
        "admrl --set family.frame-skip=-1|family.frame-skip must be at least 1, not -1",
        "admrl --set training.samples=4100|training.samples must be a multiple of hopper-2d's"
            + " horizon of 200, not 4100",
        "admrl --set training.slbo.model.hidden=[0]|training.slbo.model.hidden is [0], but a"
            + " layer's width must be at least 1",
        "admrl --set training.slbo.model.hidden=[50000,50000]|training.slbo.model.hidden is"
            + " [50000, 50000], but a network may have at most",
        "mb-unif --set training.selection=adversarial|training.selection is adversarial, but"
            + " mb-unif is the algorithm with uniform: use admrl instead",
        "admrl --threads 0|threads must be at least 1, not 0",
      })
  void isToldInOneLineAndLeavesNothingBehind(String arguments, String message) {
    Path run = temporary.resolve("run");

    CommandLineRun result =
        CommandLineRun.standard(("train " + arguments + " --out " + run).split(" "));

    assertThat(result.err()).startsWith("admiral: " + message).hasLineCount(1);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(run).doesNotExist();
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
    Files.writeString(temporary.resolve("mine"), "mine");

    CommandLineRun result =
        CommandLineRun.standard("train", "admrl", "--out", temporary.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("admiral: %s is not empty: name another folder%n".formatted(temporary));
    assertThat(temporary).isDirectoryNotContaining("glob:**config.yaml");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() {
    CommandLineRun result = CommandLineRun.standard("train", "admrl", "--out", "/proc/no/run");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("admiral: cannot write a run to /proc/no/run: ")
        .hasLineCount(1);
  }

  @Test
  void aConfigurationThatWasMadeImpossibleIsNotResumed() throws IOException {
    Path run = Files.createDirectory(temporary.resolve("run"));
    Files.writeString(
        run.resolve("config.yaml"),
        """
        algorithm: admrl
        environment: hopper-2d
        preset: quick
        seed: 1
        threads: 1
        checkpoint-seconds: 30
        settings:
          training:
            samples: 4100
        versions: {}
        """);

    for (String command : List.of("resume", "evaluate")) {
      CommandLineRun result = CommandLineRun.standard(command, run.toString());

      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err())
          .endsWith(
              "admiral: training.samples must be a multiple of hopper-2d's horizon of 200, not 4100%n"
                  .formatted());
    }
  }

  @Test
  void withoutMujocoAndWithoutANetworkOneLineSaysWhatToDo() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "train",
            "admrl",
            "--quiet",
            "--out",
            temporary.resolve("run").toString());
    builder.environment().remove("ADMIRAL_MUJOCO_LIBRARY");
    builder.environment().remove("ADMIRAL_MUJOCO_MODELS");
    builder.environment().put("ADMIRAL_CACHE", temporary.resolve("cache").toString());
    builder.environment().put("PIP_NO_INDEX", "1");
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);

    Process process = builder.start();
    List<String> lines =
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
            .filter(line -> !line.startsWith("fetching "))
            .toList();

    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("admiral: ")
        .contains(" is needed and cannot be fetched: ")
        .contains("to a copy of yours");
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(temporary.resolve("run")).doesNotExist();
  }
}
