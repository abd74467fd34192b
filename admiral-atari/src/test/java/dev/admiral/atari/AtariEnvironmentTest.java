package dev.admiral.atari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.env.EnvironmentChecker;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtariEnvironmentTest {

  @RequiresAle
  @ParameterizedTest
  @CsvSource({"boxing, 18, 0", "carnival, 6, 0", "space-invaders, 6, 3", "breakout, 4, 5"})
  void keepsTheContract(String game, int actions, int lives) {
    EnvironmentChecker.check(() -> new AtariEnvironment(game, AtariConfig.evaluation()));
    try (AtariEnvironment environment = new AtariEnvironment(game, AtariConfig.evaluation())) {
      assertThat(environment.observationSpace()).isEqualTo(Box.cube(84 * 84 * 4, 0, 255));
      assertThat(environment.actionSpace()).isEqualTo(new Discrete(actions));
      assertThat(environment.infoNames()).containsExactly("lives");
      assertThat(environment.reset(RandomStream.of(1)).info()).containsExactly(lives);
    }
  }

  @Test
  void showsAStackOfPictures() {
    AtariConfig config = AtariConfig.evaluation().withMaximumNoOps(0).withFireStart(false);
    FakeGame game = new FakeGame(0, 10);
    try (AtariEnvironment environment = new AtariEnvironment(game, small(config))) {
      StepResult result = environment.reset(RandomStream.of(1));
      assertThat(result.observation()).hasSize(2 * 2 * 4).containsOnly(0);
      result = environment.step(new double[] {3});
      assertPixels(result, 0, 0, 0, 8);
      assertThat(result.reward()).isEqualTo(10);
      result = environment.step(new double[] {0});
      assertPixels(result, 0, 0, 8, 16);
      result = environment.step(new double[] {0});
      assertPixels(result, 0, 8, 16, 20);
      assertThat(result.reward()).isEqualTo(9 + 10);
      assertThat(result.terminated()).isTrue();
      result = environment.reset(RandomStream.of(1));
      assertThat(result.observation()).containsOnly(0);
    }
  }

  /** {@code config} for the screen of a {@link FakeGame}. */
  static AtariConfig small(AtariConfig config) {
    return new AtariConfig(
        config.maximumNoOps(),
        config.frameSkip(),
        config.maximumFrames(),
        2,
        config.stackSize(),
        config.stackStart(),
        config.fireStart(),
        config.episodicLife(),
        config.rewardSign());
  }

  private static void assertPixels(StepResult result, double... stack) {
    for (int pixel = 0; pixel < 4; pixel++) {
      for (int k = 0; k < 4; k++) {
        assertThat(result.observation()[pixel * 4 + k]).isEqualTo(stack[k]);
      }
    }
  }

  @Test
  void refusesWhatIsNoAction() {
    try (AtariEnvironment environment =
        new AtariEnvironment(new FakeGame(0, 10), small(AtariConfig.evaluation()))) {
      environment.reset(RandomStream.of(1));
      for (double action : new double[] {-1, 4, 0.5, Double.NaN}) {
        assertThatThrownBy(() -> environment.step(new double[] {action}))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("fake has the actions 0, …, 3, not " + text(action));
      }
    }
  }

  private static String text(double action) {
    return action == 0.5 ? "0.5" : Double.isNaN(action) ? "NaN" : String.valueOf((int) action);
  }

  @Test
  void playsWholeGamesOnly() {
    FakeGame game = new FakeGame(0, 10);
    assertThatThrownBy(() -> new AtariEnvironment(game, AtariConfig.training()))
        .hasMessage("episodicLife is true, but a single environment plays whole games");
    assertThat(game.isClosed()).isTrue();
  }

  @Test
  void pressesFireOnlyWhereThereIsFire() {
    AtariConfig config = small(AtariConfig.evaluation().withMaximumNoOps(0));
    FakeGame with = FakeGame.withActions(4, true);
    FakeGame without = FakeGame.withActions(4, false);
    for (FakeGame game : new FakeGame[] {with, without}) {
      try (AtariEnvironment environment = new AtariEnvironment(game, config)) {
        environment.reset(RandomStream.of(1));
      }
    }
    assertThat(with.played()).containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
    assertThat(without.played()).isEmpty();
  }

  @Test
  void closesAGameWhoseScreenIsTooSmall() {
    FakeGame game = new FakeGame(0, 10);
    assertThatThrownBy(() -> new AtariEnvironment(game, AtariConfig.evaluation()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a screen of 6×4 pixels cannot be shrunk to 84×84");
    assertThat(game.isClosed()).isTrue();
  }

  @Test
  void refusesGamesThatThereAreNot() {
    assertThatThrownBy(() -> new AtariEnvironment("boxng", AtariConfig.evaluation()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no Atari game \"boxng\"");
  }

  @Test
  void listsTheGames() {
    assertThat(AtariGames.ids())
        .hasSize(104)
        .isSorted()
        .contains("boxing", "carnival", "space-invaders", "yars-revenge");
    assertThat(AtariGames.description("space-invaders")).isEqualTo("Space Invaders (Atari 2600)");
  }
}
