package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.task.TaskFamily;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/own-family.md promises of the command line, on the family that it shows. */
class OwnFamilyTest {
  private static final Path PAGE = Path.of("../docs/own-family.md");
  private static final Pattern RIVER_BOAT =
      Pattern.compile("region: river-boat -->\\n```java\\n(.*?)```", Pattern.DOTALL);

  private static final List<String> TINY =
      List.of(
          "training.tasks=2",
          "training.zero-shot-iterations=1",
          "training.stages=1",
          "training.first-task-stages=1",
          "training.stage-iterations=1",
          "training.samples=100",
          "training.diagnostic-episodes=2",
          "training.gradient.episodes=4",
          "training.slbo.policy-hidden=[8]",
          "training.slbo.model.hidden=[16]",
          "training.slbo.training.model-steps=5",
          "training.slbo.training.policy-steps=1",
          "training.slbo.training.samples=100",
          "evaluation.tasks.grid=[2]",
          "evaluation.seeds=1",
          "evaluation.adaptation.zero-shot-iterations=1",
          "evaluation.adaptation.stages=1",
          "evaluation.adaptation.samples=50",
          "evaluation.adaptation.stage-iterations=1",
          "evaluation.adaptation.episodes=3",
          "evaluation.optimum.updates=1",
          "evaluation.optimum.samples=100");

  @TempDir Path temporary;
  private Path families;

  /** Compiles the page's family and registers it, as the page says. */
  @BeforeEach
  void compile() throws IOException {
    Matcher code = RIVER_BOAT.matcher(Files.readString(PAGE));
    assertThat(code.find()).isTrue();
    Path source = Files.writeString(temporary.resolve("RiverBoat.java"), code.group(1));
    families = temporary.resolve("my-families");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                families.toString(),
                source.toString());
    assertThat(status).isZero();
    register("RiverBoat");
  }

  private void register(String name) throws IOException {
    Path services = Files.createDirectories(families.resolve("META-INF/services"));
    Files.writeString(services.resolve(TaskFamily.class.getName()), name + "\n");
  }

  /** Runs a command with the folder on the class path. */
  private CommandLineRun admiral(String... arguments) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] path = {families.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, before)) {
      thread.setContextClassLoader(loader);
      return CommandLineRun.standard(arguments);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void isListedTrainedResumedEvaluatedAndReported() throws IOException {
    assertThat(admiral("list", "families").out())
        .contains("hopper-2d")
        .containsPattern("river-boat +your own: buoy x \\[m], buoy y \\[m]");
    String run = temporary.resolve("run").toString();
    List<String> train =
        new ArrayList<>(List.of("train", "admrl", "--env", "river-boat", "--preset", "quick"));
    TINY.forEach(assignment -> train.addAll(List.of("--set", assignment)));
    train.addAll(List.of("--quiet", "--out", run));

    CommandLineRun trained = admiral(train.toArray(String[]::new));

    assertThat(trained.err()).isEmpty();
    assertThat(trained.status()).isZero();
    assertThat(trained.out()).contains("meta/adapted_return").contains("report: ");
    assertThat(Files.readString(Path.of(run, "config.yaml")))
        .contains("environment: river-boat")
        .contains("mujoco: ");
    assertThat(Files.readString(Path.of(run, "evaluation.json"))).contains("river-boat");
    assertThat(admiral("resume", run, "--quiet").status()).isZero();
    CommandLineRun evaluated = admiral("evaluate", run, "--set", "evaluation.tasks.grid=[1]");
    assertThat(evaluated.err()).doesNotContain("admiral: ");
    assertThat(evaluated.status()).isZero();
    assertThat(Path.of(run, "report.html")).content().contains("--set training.tasks=2");
    assertThat(CommandLineRun.standard("report", run).status()).isZero();
    assertThat(Path.of(run, "report.html"))
        .content()
        .contains("ADMIRAL_CLASSPATH")
        .doesNotContain("--set training.tasks=2");

    // Without the class path it is said which families there are, and where one's own belong.
    CommandLineRun without = CommandLineRun.standard("resume", run);
    assertThat(without.status()).isEqualTo(2);
    assertThat(without.err())
        .contains("unknown family \"river-boat\"")
        .contains("ADMIRAL_CLASSPATH")
        .hasLineCount(1);
  }

  @Test
  void metaPoliciesAreTrainedAndAttackedOnItToo() throws IOException {
    String run = temporary.resolve("run").toString();
    List<String> train =
        new ArrayList<>(List.of("train", "adgan", "--env", "river-boat", "--quiet", "--out", run));
    for (String assignment :
        List.of(
            "training.iterations=2",
            "training.tasks=2",
            "training.episodes=2",
            "training.policy-hidden=[4]",
            "fine-tuning.clean-iterations=1",
            "evaluation.tasks=2",
            "evaluation.episodes=2")) {
      train.addAll(List.of("--set", assignment));
    }
    CommandLineRun trained = admiral(train.toArray(String[]::new));
    CommandLineRun attacked = admiral("attack", run, "--attack", "fgsm", "--quiet");

    assertThat(trained.err()).isEmpty();
    assertThat(trained.out()).contains("meta/after_return");
    assertThat(attacked.err()).isEmpty();
    assertThat(attacked.out()).contains("fgsm, ε 0.2");
  }

  @Test
  void whatCannotBeLoadedOrChangedIsToldInOneLine() throws IOException {
    CommandLineRun changed =
        admiral("train", "admrl", "--env", "river-boat", "--set", "family.horizon=20");
    assertThat(changed.status()).isEqualTo(2);
    assertThat(changed.err())
        .isEqualTo("admiral: nothing about river-boat can be changed%n".formatted());

    register("RiverBaot");
    CommandLineRun misspelt = admiral("list", "families");
    assertThat(misspelt.status()).isEqualTo(2);
    assertThat(misspelt.err())
        .isEqualTo(
            "admiral: a task family on the class path cannot be loaded:"
                + " dev.admiral.task.TaskFamily: Provider RiverBaot not found%n".formatted());
  }

  /** The launcher itself, over the classes of this build in place of its jars. */
  @Test
  void theLauncherPutsTheVariableOnTheClassPath() throws Exception {
    Path root = temporary.resolve("checkout");
    Path app = Files.createDirectories(root.resolve("admiral-cli/target/app"));
    Path launcher = Files.copy(Path.of("../admiral"), root.resolve("admiral"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(app.resolve("now"));
    Files.writeString(app.resolve("current"), "now\n");
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path link = app.resolve("now/" + entries.size());
      Files.createSymbolicLink(link, Path.of(entry).toAbsolutePath());
      entries.add("now/" + entries.size());
    }
    Files.write(app.resolve("now/classpath"), entries);

    assertThat(launch(launcher, "")).contains("hopper-2d").doesNotContain("river-boat");
    assertThat(launch(launcher, families.getFileName().toString()))
        .contains("hopper-2d")
        .contains("river-boat");
  }

  /** What {@code list families} prints, run beside the families' folder. */
  private String launch(Path launcher, String classPath) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), "list", "families")
            .directory(temporary.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ADMIRAL_CLASSPATH", classPath);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out;
  }
}
