package dev.admiral.experiments.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.asset.AssetException;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.env.EnvironmentChecker;
import dev.admiral.env.StepResult;
import dev.admiral.experiments.admrl.AdMrlSettings;
import dev.admiral.experiments.examples.OwnFamilyRun.Result;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.mujoco.assets.NativeAssets;
import dev.admiral.random.RandomStream;
import dev.admiral.task.RewardGradientChecker;
import dev.admiral.task.TaskEnvironment;
import dev.admiral.task.TaskFamily;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The families of docs/own-family.md keep their contracts, and AdMRL trains on them. */
class ExampleFamiliesTest {
  @TempDir Path folder;

  /** Seconds of work; {@code samples} real steps a collection, and as many virtual ones an update. */
  private static AdMrlSettings small(TaskFamily family, int samples, String... more) {
    List<String> assignments =
        new ArrayList<>(
            List.of(
                "training.tasks=2",
                "training.stages=1",
                "training.first-task-stages=1",
                "training.zero-shot-iterations=2",
                "training.stage-iterations=2",
                "training.samples=" + samples,
                "training.diagnostic-episodes=4",
                "training.gradient.episodes=4",
                "training.slbo.policy-hidden=[8]",
                "training.slbo.model.hidden=[32]",
                "training.slbo.model.batch-size=64",
                "training.slbo.model.optimizer.learning-rate=0.003",
                "training.slbo.training.policy-steps=3",
                "training.slbo.training.samples=" + samples,
                "evaluation.adaptation.zero-shot-iterations=2",
                "evaluation.adaptation.stages=1",
                "evaluation.adaptation.samples=" + samples,
                "evaluation.adaptation.stage-iterations=2",
                "evaluation.adaptation.episodes=4"));
    assignments.addAll(List.of(more));
    return OwnFamilyRun.settings(family, assignments.toArray(String[]::new));
  }

  private static void check(TaskFamily family) {
    // tag::check
    double[] centre = family.parameters().fromUnit(new double[family.parameters().size()]);
    EnvironmentChecker.check(family::newDynamics);
    EnvironmentChecker.check(() -> new TaskEnvironment(family, centre));
    RewardGradientChecker.check(family, RandomStream.of(1));
    // end::check
  }

  /** What a training said. */
  private static final class Said implements Progress {
    private final List<String> lines = new ArrayList<>();
    private double fraction;

    @Override
    public void update(double newFraction, String phase) {
      fraction = newFraction;
    }

    @Override
    public void message(String line) {
      lines.add(line);
    }

    /** The values of a metric. */
    private List<Double> values(String tag) {
      return lines.stream()
          .filter(line -> line.startsWith(tag + " "))
          .map(line -> Double.valueOf(line.substring(tag.length() + 1)))
          .toList();
    }
  }

  /** Trains and evaluates; every return is a number. */
  private void runs(TaskFamily family, AdMrlSettings settings, int tasks) {
    Said said = new Said();
    Checkpoint trained = OwnFamilyRun.train(family, settings, folder, said);
    assertThat(said.fraction).isEqualTo(1);
    assertThat(said.values("meta/untrained_return")).hasSize(2).allMatch(Double::isFinite);
    assertThat(said.values("meta/zero_shot_return")).hasSize(1).allMatch(Double::isFinite);
    assertThat(said.values("meta/adapted_return")).hasSize(2).allMatch(Double::isFinite);

    assertThat(OwnFamilyRun.evaluate(family, settings, trained))
        .hasSize(tasks)
        .allMatch(result -> Double.isFinite(result.zeroShot()) && Double.isFinite(result.adapted()))
        .allMatch(result -> family.parameters().contains(result.task()));
  }

  @Test
  void theRiverBoatKeepsItsContracts() {
    check(new RiverBoat());
  }

  /** The mean return of a skipper who knows the river and steers straight for the buoy. */
  private static double skipper(double[] task) {
    TaskEnvironment environment = new TaskEnvironment(new RiverBoat(), task);
    RandomStream random = RandomStream.of(3);
    int episodes = 20;
    double sum = 0;
    for (int episode = 0; episode < episodes; episode++) {
      StepResult result = environment.reset(random);
      while (!result.truncated()) {
        double[] at = result.observation();
        double current = 0.8 / (1 + at[1] * at[1]);
        double[] action = {(task[0] - at[0]) / 0.2 - current / 2, (task[1] - at[1]) / 0.2};
        for (int i = 0; i < 2; i++) {
          action[i] = Math.clamp(action[i], -1, 1);
        }
        result = environment.step(action);
        sum += result.reward();
      }
    }
    return sum / episodes;
  }

  @Test
  @Tag("learning")
  void admrlLearnsToHoldTheRiverBoat() {
    AdMrlSettings settings =
        small(
            new RiverBoat(),
            1000,
            "training.first-task-stages=3",
            "training.zero-shot-iterations=8",
            "training.stage-iterations=8",
            "training.slbo.initial-std=0.5",
            "training.slbo.training.policy-steps=10",
            "training.slbo.trpo.gamma=0.95",
            "training.slbo.trpo.maximum-kl=0.02",
            "training.diagnostic-episodes=20",
            "evaluation.adaptation.zero-shot-iterations=12",
            "evaluation.adaptation.samples=200",
            "evaluation.adaptation.stage-iterations=8",
            "evaluation.adaptation.episodes=10");
    Said said = new Said();

    Checkpoint trained = OwnFamilyRun.train(new RiverBoat(), settings, folder, said);
    List<Result> results = OwnFamilyRun.evaluate(new RiverBoat(), settings, trained);

    double untrained = said.values("meta/untrained_return").getLast();
    double zeroShot = said.values("meta/zero_shot_return").getLast();
    assertThat(zeroShot).isGreaterThan(untrained + 50);
    assertThat(said.values("meta/adapted_return").getLast()).isGreaterThan(untrained + 50);
    assertThat(results).hasSize(9);
    for (Result result : results) {
      double reference = skipper(result.task());
      assertThat(result.zeroShot()).isBetween(reference - 4, reference + 1);
      assertThat(result.adapted()).isBetween(reference - 8, reference + 1);
    }
  }

  @Test
  void trainingStoppedAnywhereGoesOnToTheSameBits() {
    AdMrlSettings settings = small(new RiverBoat(), 100);
    Checkpoint whole =
        OwnFamilyRun.train(new RiverBoat(), settings, folder.resolve("whole"), Progress.SILENT);
    Progress impatient =
        new Progress() {
          @Override
          public void update(double fraction, String phase) {
            if (fraction > 0.4) {
              throw new IllegalStateException("stopped");
            }
          }

          @Override
          public void message(String line) {}
        };
    Path stopped = folder.resolve("stopped");
    assertThatThrownBy(() -> OwnFamilyRun.train(new RiverBoat(), settings, stopped, impatient))
        .hasMessage("stopped");

    Checkpoint resumed = OwnFamilyRun.train(new RiverBoat(), settings, stopped, Progress.SILENT);
    Checkpoint again = OwnFamilyRun.train(new RiverBoat(), settings, stopped, impatient);

    assertThat(resumed.floats("policy")).isEqualTo(whole.floats("policy"));
    assertThat(resumed.integer("step")).isEqualTo(whole.integer("step"));
    assertThat(again.floats("policy")).isEqualTo(whole.floats("policy"));
  }

  @Test
  void theCheetahKeepsItsContractsAndTrains() {
    requireMujoco();
    check(new CheetahSpeed());
    runs(new CheetahSpeed(), small(new CheetahSpeed(), 400), 3);
  }

  @Test
  void theCartPoleKeepsItsContractsAndTrains() throws URISyntaxException {
    requireMujoco();
    TaskFamily family = new CartPole(cartPoleModel());
    check(family);
    runs(family, small(family, 400), 3);
  }

  @Test
  void theCartPolesRailIsItsFirstNumberAndThePoleFallsByItself() throws URISyntaxException {
    requireMujoco();
    TaskEnvironment environment =
        new TaskEnvironment(new CartPole(cartPoleModel()), new double[] {0.5});
    try (environment) {
      double[] leaning = {0.5, 0.1, 0, 0};
      environment.resetTo(leaning);
      StepResult first = environment.step(new double[1]);
      // r = 2 − (x′ − ψ)² − angle′², with x′ near ψ and the angle near 0.1.
      assertThat(first.reward()).isBetween(1.98, 1.995);
      StepResult result = first;
      int steps = 1;
      while (!result.terminated()) {
        assertThat(result.truncated()).isFalse();
        result = environment.step(new double[1]);
        steps++;
      }
      assertThat(steps).isBetween(5, 60);
      assertThat(result.observation()[1]).isGreaterThanOrEqualTo(0.8);
    }
  }

  private static Path cartPoleModel() throws URISyntaxException {
    URL file = ExampleFamiliesTest.class.getResource("/examples/cart-pole.xml");
    return Path.of(Objects.requireNonNull(file).toURI());
  }

  /** Skips the test where MuJoCo cannot be had, unless {@code ADMIRAL_REQUIRE_NATIVE} is {@code true}. */
  private static void requireMujoco() {
    NativeAssets assets = NativeAssets.ofEnvironment();
    try {
      assets.models(System.err::println);
      assets.library(System.err::println);
    } catch (AssetException e) {
      if (Boolean.parseBoolean(System.getenv("ADMIRAL_REQUIRE_NATIVE"))) {
        throw e;
      }
      Assumptions.abort(e.getMessage());
    }
  }
}
