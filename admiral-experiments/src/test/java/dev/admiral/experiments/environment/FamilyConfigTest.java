package dev.admiral.experiments.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.mujoco.task.CheetahHighdim;
import dev.admiral.mujoco.task.Hopper2d;
import dev.admiral.mujoco.task.MujocoTaskFamily;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.StateStatistics;
import dev.admiral.task.TaskFamily;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FamilyConfigTest {
  private static final FamilyConfig CHANGED =
      changes(Optional.of(2), Optional.of(50), Optional.of(0.3));

  private static FamilyConfig changes(
      Optional<Integer> frameSkip, Optional<Integer> horizon, Optional<Double> resetNoise) {
    return new FamilyConfig(frameSkip, horizon, resetNoise, FamilyConfig.defaults().statistics());
  }

  static List<TaskFamily> families() {
    return Environments.standard().families().stream().map(Environments.Family::family).toList();
  }

  static List<MujocoTaskFamily> robots() {
    return families().stream()
        .filter(MujocoTaskFamily.class::isInstance)
        .map(MujocoTaskFamily.class::cast)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("robots")
  void changesEveryRobot(MujocoTaskFamily family) {
    assertThat(CHANGED.applyTo(family))
        .isEqualTo(family.with(2, ResetNoise.gaussianVelocity(0.3), 50))
        .isNotEqualTo(family);
    FamilyConfig horizon = changes(Optional.empty(), Optional.of(60), Optional.empty());
    assertThat(horizon.applyTo(family))
        .isEqualTo(family.with(family.frameSkip(), family.resetNoise(), 60));
  }

  @Test
  void changesTheHorizonOfNavigationAlone() {
    FamilyConfig horizon = changes(Optional.empty(), Optional.of(60), Optional.empty());
    assertThat(horizon.applyTo(new Navigation2d())).isEqualTo(new Navigation2d(0.1, 60));
    assertThatThrownBy(() -> CHANGED.applyTo(new Navigation2d()))
        .hasMessage("nothing about navigation-2d can be changed but its horizon");
  }

  @ParameterizedTest
  @MethodSource("families")
  void leavesAFamilyAsItIsByDefault(TaskFamily family) {
    assertThat(FamilyConfig.defaults().applyTo(family)).isEqualTo(family);
  }

  @Test
  void keepsGivenStatistics() {
    StateStatistics given =
        new StateStatistics(Collections.nCopies(18, 0.0), Collections.nCopies(18, 1.0));
    CheetahHighdim family = new CheetahHighdim(5, ResetNoise.uniform(0.1), 200, given);
    assertThat(CHANGED.applyTo(family))
        .isEqualTo(new CheetahHighdim(2, ResetNoise.gaussianVelocity(0.3), 50, given));
  }

  @Test
  void givesTheCheetahItsStatisticsAndNobodyElse() {
    StateStatistics given =
        new StateStatistics(Collections.nCopies(18, 1.0), Collections.nCopies(18, 2.0));
    FamilyConfig config =
        new FamilyConfig(Optional.empty(), Optional.empty(), Optional.empty(), given);

    assertThat(config.applyTo(new CheetahHighdim()))
        .isEqualTo(new CheetahHighdim(5, ResetNoise.gaussianVelocity(0.1), 200, given));
    assertThat(config.complete(new CheetahHighdim())).isEqualTo(config);
    assertThatThrownBy(() -> config.applyTo(new Hopper2d()))
        .hasMessage("statistics are of cheetah-highdim alone, not of hopper-2d");
    assertThat(FamilyConfig.defaults().complete(new Hopper2d())).isEqualTo(FamilyConfig.defaults());
  }

  @Test
  void refusesWhatIsNotPossible() {
    assertThatThrownBy(() -> changes(Optional.of(0), Optional.empty(), Optional.empty()))
        .hasMessage("frame-skip must be at least 1, not 0");
    assertThatThrownBy(() -> changes(Optional.empty(), Optional.empty(), Optional.of(Double.NaN)))
        .hasMessage("reset-noise must be finite and not negative: NaN");
  }
}
