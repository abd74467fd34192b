package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.admrl.AdMrlConfig;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.environment.FamilyConfig;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.mujoco.task.Hopper2d;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

class AdMrlAlgorithmTest {
  @TempDir Path temporary;

  private static RunConfig run(AdMrlAlgorithm algorithm, String preset, String... assignments) {
    return RunConfig.of(
        algorithm, new RunConfig.Request("", preset, 1, 1, 30, List.of(assignments)));
  }

  private static AdMrlSettings settings(AdMrlAlgorithm algorithm, RunConfig run) {
    return RecordBinder.bind(algorithm.defaults(run.environment()), run.settings());
  }

  private static AdMrlSettings settings(String... assignments) {
    return settings(AdMrlAlgorithm.ADMRL, run(AdMrlAlgorithm.ADMRL, "quick", assignments));
  }

  @Test
  void areRegistered() {
    assertThat(Algorithms.standard().all().stream().map(Algorithm::id))
        .contains("admrl", "mb-unif", "mb-gauss");
    assertThat(AdMrlAlgorithm.ADMRL.environments()).startsWith("hopper-2d");
    assertThat(AdMrlAlgorithm.ADMRL.evaluator()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(AdMrlAlgorithm.class)
  void everyPresetBindsAndComesBackFromYaml(AdMrlAlgorithm algorithm) {
    assertThat(algorithm.presets()).containsExactly("quick", "standard", "paper");
    for (String preset : algorithm.presets()) {
      RunConfig run = run(algorithm, preset, "training.slbo.model.hidden=[3, 4]");
      AdMrlSettings settings = settings(algorithm, run);
      Path file = temporary.resolve(preset + ".yaml");
      AtomicFile.write(file, run.toYaml());

      RunConfig read = RunConfig.read(file);

      assertThat(settings(algorithm, read)).isEqualTo(settings);
      assertThat(read.toYaml()).isEqualTo(run.toYaml());
      assertThat(settings.training().slbo().model().hidden()).containsExactly(3, 4);
      assertThat(settings.training().selection())
          .isEqualTo(
              switch (algorithm) {
                case ADMRL -> AdMrlConfig.Selection.ADVERSARIAL;
                case MB_UNIF -> AdMrlConfig.Selection.UNIFORM;
                case MB_GAUSS -> AdMrlConfig.Selection.GAUSSIAN;
              });
    }
  }

  @ParameterizedTest
  @EnumSource(AdMrlAlgorithm.class)
  void paperIsTheDefaultsWithItsImplementationsFrameSkip(AdMrlAlgorithm algorithm) {
    AdMrlSettings defaults = algorithm.defaults("hopper-2d");

    assertThat(settings(algorithm, run(algorithm, "paper")))
        .isEqualTo(
            new AdMrlSettings(
                new FamilyConfig(
                    Optional.of(1),
                    Optional.empty(),
                    Optional.empty(),
                    defaults.family().statistics()),
                defaults.training(),
                defaults.evaluation()));
    assertThat(defaults.family().frameSkip()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(AdMrlAlgorithm.class)
  void variantsDifferInNothingButTheSelection(AdMrlAlgorithm algorithm) {
    for (String preset : algorithm.presets()) {
      ObjectNode variant = run(algorithm, preset).settings();
      ObjectNode admrl = run(AdMrlAlgorithm.ADMRL, preset).settings();

      assertThat(((ObjectNode) variant.get("training")).remove("selection")).isNotNull();
      assertThat(((ObjectNode) admrl.get("training")).remove("selection")).isNotNull();
      assertThat(variant).isEqualTo(admrl);
    }
  }

  @Test
  void aSelectionThatIsAnotherAlgorithmsIsRefused() {
    assertThatThrownBy(() -> run(AdMrlAlgorithm.MB_UNIF, "quick", "training.selection=adversarial"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "training.selection is adversarial, but mb-unif is the algorithm with uniform: use"
                + " admrl instead");
    assertThat(run(AdMrlAlgorithm.MB_UNIF, "quick", "training.selection=uniform").settings())
        .isEqualTo(run(AdMrlAlgorithm.MB_UNIF, "quick").settings());
  }

  @Test
  void quickIsQuickerThanStandardAndStandardThanPaper() {
    AdMrlAlgorithm algorithm = AdMrlAlgorithm.ADMRL;
    assertThat(
            algorithm.presets().stream()
                .map(preset -> settings(algorithm, run(algorithm, preset)).training().tasks()))
        .containsExactly(4, 10, 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.task=3|unknown key of training \"task\"; did you mean \"tasks\"? allowed: tasks,",
        "training.slbo.modle.hidden=3|unknown key of training.slbo \"modle\"; did you mean"
            + " \"model\"?",
        "evaluation.task.grid=[3]|unknown key of evaluation \"task\"; did you mean \"tasks\"?",
        "evaluation.tasks.grid=[3, 3, 3]|evaluation.tasks.grid must have one number, or one for"
            + " each of hopper-2d's 2 parameters, not [3, 3, 3]",
        "evaluation.tasks.grid=[1000]|evaluation.tasks.grid [1000] is 1.00e+06 tasks, but there may"
            + " be at most 100000",
        "evaluation.tasks.boundary-tasks=3|evaluation.tasks.boundary-tasks are in place of a grid",
        "evaluation.tasks.low=[0, 0]|evaluation.tasks.low and high must be of one length",
        "training.selection=unifrom|unknown training.selection \"unifrom\"; did you mean"
            + " \"uniform\"?",
        "training.tasks=0|training.tasks must be at least 1, not 0",
        "training.initial-task=2|training.initial-task must be in [-1, 1], not 2.0",
        "training.gradient.episodes=1|training.gradient.episodes must be at least 2, not 1",
        "training.slbo.validation-fraction=1|training.slbo.validation-fraction must be in [0, 1),"
            + " not 1.0",
        "training.slbo.model.loss-horizon=0|training.slbo.model.loss-horizon must be at least 1,"
            + " not 0",
        "evaluation.adaptation.stages=-1|evaluation.adaptation.stages must not be negative: -1",
        "evaluation.optimum.samples=0|evaluation.optimum.samples must be at least 1, not 0",
        "evaluation.worst-case.starts=-1|evaluation.worst-case.starts must not be negative: -1",
        "evaluation.worst-case.steps=0|evaluation.worst-case.steps must be at least 1, not 0",
        "evaluation.worst-case.learning-rate=0|evaluation.worst-case.learning-rate must be finite"
            + " and positive, not 0.0",
        "evaluation.worst-case.start=2|unknown key of evaluation.worst-case \"start\"; did you mean"
            + " \"starts\"?",
        "evaluation.worst-case.starts=1000000|evaluation.worst-case visits 6.00e+06 tasks with"
            + " 1000000 starts of 5 steps, but there may be at most 100000",
        "family.frame-skip=-1|family.frame-skip must be at least 1, not -1",
        "training.slbo.policy-hidden=[8, 0]|training.slbo.policy-hidden is [8, 0], but a layer's"
            + " width must be at least 1",
        "training.slbo.trpo.value.hidden=[-1]|training.slbo.trpo.value.hidden is [-1], but a"
            + " layer's width must be at least 1",
        "training.slbo.model.hidden=[50000, 50000]|training.slbo.model.hidden is [50000, 50000],"
            + " but a network may have at most 268435456 weights",
      })
  void badSettingsAreNamedByTheirPath(String assignment, String message) {
    assertThatThrownBy(() -> settings(assignment))
        .isInstanceOf(UsageException.class)
        .message()
        .startsWith(message)
        .doesNotContain("\n");
  }

  @Test
  void theSearchForTheWorstCaseIsOffByDefaultAndNeedsAnEvaluation() {
    for (String preset : AdMrlAlgorithm.ADMRL.presets()) {
      AdMrlSettings settings = settings(AdMrlAlgorithm.ADMRL, run(AdMrlAlgorithm.ADMRL, preset));
      assertThat(settings.evaluation().worstCase().starts()).isZero();
    }
    assertThatThrownBy(() -> settings("evaluation.tasks.grid=[]", "evaluation.worst-case.starts=2"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "evaluation.worst-case.starts is 2, but evaluation.tasks has neither a grid nor"
                + " boundary-tasks, and nothing is evaluated without them");
  }

  @ParameterizedTest
  @CsvSource({
    "training.samples",
    "training.slbo.training.samples",
    "evaluation.adaptation.samples",
    "evaluation.optimum.samples",
  })
  void partsOfEpisodesAreRefusedBeforeTraining(String key) {
    assertThatThrownBy(() -> settings(key + "=4100"))
        .isInstanceOf(UsageException.class)
        .hasMessage(key + " must be a multiple of hopper-2d's horizon of 200, not 4100");
  }

  @Test
  void frameSkipIsTheFamilysUnlessSet() {
    Hopper2d own = new Hopper2d();
    assertThat(AdMrlAlgorithm.family(settings(), "hopper-2d")).isEqualTo(own);
    assertThat(AdMrlAlgorithm.family(settings("family.frame-skip=2"), "hopper-2d"))
        .isEqualTo(new Hopper2d(2, own.resetNoise(), own.horizon()));
  }

  @Test
  void settingsAreWrittenInTheirOrder() {
    assertThat(Yaml.tree(AdMrlAlgorithm.ADMRL.defaults("hopper-2d")).propertyNames())
        .containsExactly("family", "training", "evaluation");
  }
}
