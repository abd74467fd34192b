package dev.admiral.experiments.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.config.Preset;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PpoPresetsTest {

  private static PpoSettings settings(
      PpoAlgorithm algorithm, String preset, String environment, String... assignments) {
    return Preset.load(algorithm.presetFolder(), preset, algorithm.presetVariant(environment))
        .applyTo(algorithm.defaults(environment), List.of(assignments));
  }

  @ParameterizedTest
  @EnumSource
  void everyPresetFitsEveryEnvironment(PpoAlgorithm algorithm) {
    for (String environment : algorithm.environments()) {
      for (String preset : algorithm.presets()) {
        algorithm.check(settings(algorithm, preset, environment), environment);
      }
    }
  }

  /// Table 2 of the paper.
  @Test
  void thePaperPresetIsThePapers() {
    PpoSettings paper = settings(PpoAlgorithm.ATPA, "paper", "space-invaders");
    assertThat(paper.training().horizon()).isEqualTo(128);
    assertThat(paper.training().epochs()).isEqualTo(4);
    assertThat(paper.training().environments()).isEqualTo(16);
    assertThat(paper.training().minibatchSize()).isEqualTo(32 * 16);
    assertThat(paper.training().gamma()).isEqualTo(0.99);
    assertThat(paper.training().gaeLambda()).isEqualTo(0.95);
    assertThat(paper.training().clip()).isEqualTo(0.1);
    assertThat(paper.training().annealClip()).isTrue();
    assertThat(paper.training().learningRate()).isEqualTo(2.5e-4);
    assertThat(paper.training().annealLearningRate()).isTrue();
    assertThat(paper.training().steps()).isEqualTo(100_000_000);
    assertThat(paper.attack().epsilon()).isEqualTo(4);
    assertThat(paper.attack().stepSize()).isEqualTo(2);
    assertThat(paper.attack().steps()).isEqualTo(7);
    assertThat(paper.evaluation().episodes()).isEqualTo(50);
    assertThat(paper.evaluation().seeds()).isEqualTo(10);
  }

  @Test
  void robotsAreAttackedAtThePublishedRadii() {
    assertThat(settings(PpoAlgorithm.ATPA, "standard", "hopper").attack().epsilon())
        .isEqualTo(0.075);
    assertThat(settings(PpoAlgorithm.ATPA, "standard", "walker2d").attack().epsilon())
        .isEqualTo(0.05);
    assertThat(settings(PpoAlgorithm.PPO, "quick", "ant").attack().epsilon()).isEqualTo(0.15);
  }

  @Test
  void aDefenceNeedsAnAttack() {
    PpoSettings none = settings(PpoAlgorithm.ATPA, "quick", "hopper", "attack.kind=none");
    assertThatThrownBy(() -> PpoAlgorithm.ATPA.check(none, "hopper"))
        .isInstanceOf(UsageException.class)
        .hasMessage("attack.kind is none, but atpa trains under an attack");
    PpoAlgorithm.PPO.check(none, "hopper");
  }

  @Test
  void aScreenMustBeLargeEnoughForTheNetwork() {
    assertThatThrownBy(() ->
            PpoAlgorithm.PPO.check(
                settings(PpoAlgorithm.PPO, "quick", "boxing", "game.screen-size=35"), "boxing"))
        .isInstanceOf(UsageException.class)
        .hasMessage("game.screen-size is 35, but must be from 36 to 160");
    PpoSettings smallest = settings(PpoAlgorithm.PPO, "paper", "boxing", "game.screen-size=36");
    PpoAlgorithm.PPO.check(smallest, "boxing");
    PolicyEnvironments.model(
        "boxing", smallest, NetworkBackend.ADMIRAL, Box.cube(36 * 36 * 4, 0, 255), new Discrete(3));
  }

  @Test
  void refusesWhatWouldDoNothing() {
    refuses(
        "hopper",
        "backend=torch-cpu",
        "backend is torch-cpu, but must be admiral on hopper: the others are for the network of"
            + " games");
    refuses("hopper", "game.screen-size=52", "game.screen-size is 52, but hopper is no Atari game");
    refuses(
        "boxing",
        "hidden=[128]",
        "hidden is [128], but must be [64, 64] on boxing: games have the network of Mnih et al.");
    refuses(
        "hopper",
        "normalization.observations=false",
        "normalization.rewards is true, which needs normalization.observations to be, too");
    refuses(
        "boxing",
        "normalization.rewards=true",
        "normalization.rewards is true, but on a game it must be false: rewards are signs there");
    refuses(
        "hopper",
        "attack.whole-numbers=true",
        "attack.whole-numbers is true, but what hopper observes is not whole: it is for games"
            + " alone");
  }

  private static void refuses(String environment, String assignment, String message) {
    PpoSettings settings = settings(PpoAlgorithm.ATPA, "quick", environment, assignment);
    assertThatThrownBy(() -> PpoAlgorithm.ATPA.check(settings, environment))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  /// Another ball is another training of a defended policy, and none of an undefended one.
  @Test
  void theAttackBelongsToTheTrainingOfADefence() {
    assertThat(PpoAlgorithm.ATPA.settingsAfterTraining()).doesNotContain("attack");
    assertThat(PpoAlgorithm.PPO.settingsAfterTraining()).contains("attack");
  }
}
