package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of {@code reproduce} get wrong, before MuJoCo is needed and without it. */
class ReproduceBadInputTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "admrl-worst-cas|unknown experiment \"admrl-worst-cas\"; did you mean"
            + " \"admrl-worst-case\"? allowed: admrl-returns, admrl-worst-case, admrl-tasks,"
            + " admrl-highdim, admrl-ood, admrl-model-error",
        "admrl-returns --env hoper-2d|unknown environment of admrl-returns \"hoper-2d\"; did you"
            + " mean \"hopper-2d\"? allowed: hopper-2d, walker-2d, ant-2d, ant-3d, cheetah-highdim",
        "admrl-highdim --env hopper-2d|unknown environment of admrl-highdim \"hopper-2d\"; allowed:"
            + " cheetah-highdim",
        "adgan-table --env navigation-2d,reecher|unknown environment of adgan-table \"reecher\";"
            + " did you mean \"reacher\"? allowed:",
        "adgan-table --env navigation-2d,,reacher|unknown environment of adgan-table \"\";"
            + " allowed:",
        "adgan-table --env ,|unknown environment of adgan-table \"\"; allowed:",
        "adgan-table --env reacher,reacher|environments must be different, not [reacher, reacher]",
        "admrl-returns --preset quik|unknown preset of admrl \"quik\"; did you mean \"quick\"?"
            + " allowed: quick, standard, paper",
        "admrl-returns --seeds 1,1|seeds must be one or more different numbers, not [1, 1]",
        "admrl-returns --seeds a|Invalid value for option '--seeds' (N): 'a' is not a whole number;"
            + " see \"admiral reproduce --help\"",
        "admrl-returns --seeds 1,,2|Invalid value for option '--seeds' (N): '' is not a whole"
            + " number; see \"admiral reproduce --help\"",
        "admrl-returns --sed 1|unknown option \"--sed\"; did you mean \"--set\"? allowed:",
        "admrl-returns --set training.taks=3|unknown key of training \"taks\"; did you mean"
            + " \"tasks\"? allowed:",
        "admrl-returns --set training.selection=uniform|training.selection is uniform, but admrl is"
            + " the algorithm with adversarial: use mb-unif instead",
        "admrl-returns --set training.samples=4100|training.samples must be a multiple of"
            + " hopper-2d's horizon of 200, not 4100",
        "admrl-returns --set evaluation.tasks.grid=[]|evaluation.tasks has neither a grid nor"
            + " boundary-tasks, which asks for no evaluation: set one of them",
        "admrl-model-error --set evaluation.tasks.grid=[]|evaluation.tasks has neither a grid nor"
            + " boundary-tasks, which asks for no evaluation: set one of them",
        "admrl-ood --set evaluation.tasks.grid=[1]|evaluation.tasks.boundary-only leaves none of"
            + " grid [1]: it has no task on the boundary",
        "admrl-model-error --set evaluation.tasks.grid=[1]|evaluation.tasks.boundary-only leaves"
            + " none of grid [1]: it has no task on the boundary",
        "admrl-model-error --set evaluation.optimum.updates=0|evaluation.optimum.updates is 0, but"
            + " models are measured on transitions of policies that these updates train: set at"
            + " least 1",
        "admrl-model-error --env hoper-2d|unknown environment of admrl-model-error \"hoper-2d\";"
            + " did you mean \"hopper-2d\"? allowed: ant-2d, hopper-2d, walker-2d, ant-3d,"
            + " cheetah-highdim",
        "admrl-worst-case --set evaluation.worst-case.starts=4|evaluation.worst-case.starts is 4,"
            + " but admrl-worst-case shows no search for the worst case: \"admiral evaluate RUN_DIR"
            + " --set evaluation.worst-case.starts=4\" searches with one of its trained runs",
        "admrl-returns --set mb-unif:evaluation.worst-case.starts=1|evaluation.worst-case.starts is"
            + " 1, but admrl-returns shows no search for the worst case:",
        "admrl-tasks --set evaluation.worst-case.starts=1|evaluation.worst-case.starts is 1, but"
            + " admrl-tasks shows no search for the worst case:",
        "admrl-returns --set mam:training.tasks=3|unknown method of admrl-returns \"mam\"; did you"
            + " mean \"maml\"? allowed: admrl, mb-unif, mb-gauss, maml,",
        "admrl-returns --set mt-joint:training.task=3|unknown key of training \"task\"; did you"
            + " mean \"tasks\"? allowed:",
        "admrl-returns --set mt-joint:evaluation.seeds=7|mt-joint:evaluation.seeds cannot be 7:"
            + " admrl-returns makes it 2 for every method that is compared",
        "admrl-returns --set maml:comparison.seeds=9|maml:comparison.seeds cannot be 9:",
        "admrl-returns --set pearl:family.horizon=50|pearl:family.horizon cannot be 50:",
        "admrl-returns --threads 0|threads must be at least 1, not 0",
      })
  void isToldInOneLineAndLeavesNothingBehind(String arguments, String message) {
    Path out = temporary.resolve("out");

    CommandLineRun result =
        CommandLineRun.standard(("reproduce " + arguments + " --out " + out).split(" "));

    assertThat(result.err()).startsWith("admiral: " + message).hasLineCount(1);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(out).doesNotExist();
  }

  /** Of the last method but one, before the first is trained. */
  @Test
  void aMemoryThatDoesNotFitIsToldBeforeAnythingIsTrained() {
    NeedsMujoco.orSkip();
    Path out = temporary.resolve("out");

    CommandLineRun result =
        CommandLineRun.standard(
            "reproduce",
            "admrl-returns",
            "--set",
            "pearl:training.capacity=2000000000",
            "--set",
            "pearl:training.initial-samples=900000000",
            "--out",
            out.toString());

    assertThat(result.err())
        .startsWith("admiral: a replay memory of ")
        .contains("a capacity of 2000000000 each")
        .hasLineCount(1);
    assertThat(result.status()).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  @Test
  void anExperimentIsNeeded() {
    CommandLineRun result = CommandLineRun.standard("reproduce");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("admiral: Missing required parameter: 'EXPERIMENT'")
        .hasLineCount(1);
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "mine");

    CommandLineRun result =
        CommandLineRun.standard("reproduce", "admrl-returns", "--out", file.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("admiral: cannot write a run to " + file + "/runs/admrl-hopper-2d-s1: ")
        .hasLineCount(1);
    assertThat(file).hasContent("mine");
  }

  @Test
  void aDamagedRunIsNamedAndLeftAlone() throws IOException {
    Path run = Files.createDirectories(temporary.resolve("runs/mb-unif-hopper-2d-s1"));
    Path config = Files.writeString(run.resolve("config.yaml"), "algorithm: [");

    CommandLineRun result =
        CommandLineRun.standard("reproduce", "admrl-returns", "--out", temporary.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("admiral: " + config + ", line ").hasLineCount(1);
    assertThat(config).hasContent("algorithm: [");
    assertThat(temporary.resolve("runs/admrl-hopper-2d-s1")).doesNotExist();
  }
}
