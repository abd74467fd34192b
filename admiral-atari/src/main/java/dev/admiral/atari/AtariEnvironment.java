package dev.admiral.atari;

import dev.admiral.asset.AssetException;
import dev.admiral.atari.preprocessing.Game;
import dev.admiral.atari.preprocessing.Outcome;
import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import java.util.List;

/**
 * One Atari 2600 game in ALE; an episode is a whole game.
 *
 * <ul>
 *   <li>Observation: gray levels from 0 to 255, shape {@code [screen size, screen size, stack size]}, flattened; of the
 *       stack the oldest picture first. By default 84·84·4 = 28,224 numbers.
 *   <li>Action: an index into the game's minimal set of actions, of which 0 does nothing.
 *   <li>Reward: the points that were scored; their sign where the configuration says so.
 *   <li>Terminated when the game is over; truncated after {@link AtariConfig#maximumFrames} frames.
 *   <li>Random: only how many no-ops a game begins with. Actions are not sticky.
 *   <li>Info: {@code lives}, how many are left; 0 in a game without lives.
 * </ul>
 */
public final class AtariEnvironment implements Environment {
  private static final List<String> INFO_NAMES = List.of("lives");

  private final AtariPlayer player;
  private final Box observationSpace;
  private final Discrete actionSpace;
  private final StepResult result;

  /**
   * Loads a game.
   *
   * @param game one of {@link AtariGames#ids}
   * @param config must not have lives as episodes: an episode would then depend on the one before, which an {@link
   *     Environment} may not; {@link AtariVectorEnvironment} has them
   * @throws IllegalArgumentException if there is no such game, its screen is smaller than what is to be observed, or
   *     lives are episodes
   * @throws AssetException if its ROM cannot be had, or ALE does not run on this platform
   */
  public AtariEnvironment(String game, AtariConfig config) {
    this(AtariGames.open(game), config);
  }

  AtariEnvironment(Game game, AtariConfig config) {
    if (config.episodicLife()) {
      game.close();
      throw new IllegalArgumentException(
          "episodicLife is true, but a single environment plays whole games");
    }
    this.player = AtariPlayer.of(game, config);
    this.observationSpace = observationSpace(config);
    this.actionSpace = new Discrete(game.actions());
    this.result = new StepResult(observationSpace.size(), INFO_NAMES.size());
  }

  static Box observationSpace(AtariConfig config) {
    return Box.cube(config.screenSize() * config.screenSize() * config.stackSize(), 0, 255);
  }

  @Override
  public Box observationSpace() {
    return observationSpace;
  }

  @Override
  public Discrete actionSpace() {
    return actionSpace;
  }

  @Override
  public List<String> infoNames() {
    return INFO_NAMES;
  }

  @Override
  public StepResult reset(RandomStream random) {
    player.newGame(random);
    return show(new Outcome(0, false, false));
  }

  @Override
  public StepResult step(double[] action) {
    return show(player.step(action[0]));
  }

  private StepResult show(Outcome outcome) {
    player.stack().write(result.observation());
    result.info()[0] = player.game().lives();
    return result.with(outcome.reward(), outcome.terminated(), outcome.truncated());
  }

  @Override
  public void close() {
    player.close();
  }
}
