package dev.admiral.experiments.ppo;

import dev.admiral.atari.AtariEnvironment;
import dev.admiral.atari.AtariVectorEnvironment;
import dev.admiral.atari.PixelStatistics;
import dev.admiral.concurrent.Workers;
import dev.admiral.env.Environment;
import dev.admiral.env.NormalizedVectorEnvironment;
import dev.admiral.env.PooledVectorEnvironment;
import dev.admiral.env.RewardScale;
import dev.admiral.env.ScaledActions;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.ConvolutionalNetwork;
import dev.admiral.nn.ConvolutionalNetwork.Image;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Distribution;
import dev.admiral.policy.SeparateActorCritic;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import dev.admiral.space.Space;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where policies of PPO act, and the networks that fit. */
final class PolicyEnvironments {
  private static final List<String> PAPER = List.of("boxing", "space-invaders", "carnival");

  /** The least side of an image that goes through the convolutions of the network of Mnih et al. [pixels]. */
  private static final int SMALLEST_SCREEN = 36;

  /** The width of the screen of an Atari 2600, beyond which there is nothing to see [pixels]. */
  private static final int LARGEST_SCREEN = 160;

  /** How many standard deviations of a game's pixels make 1: with one alone, a training on Boxing learned later. */
  private static final double PIXEL_DEVIATIONS = 2;

  /** Where the names of streams of environments begin. */
  private static final String STREAMS = "ppo/environment";

  private PolicyEnvironments() {}

  /** The settings that suit an environment: the paper's on games. */
  static PpoSettings defaults(String id) {
    Nearest.choose("environment", id, ids());
    return Environments.isAtari(id) ? PpoSettings.paper() : PpoSettings.vectors();
  }

  /**
   * Refuses images that the network or the game cannot have.
   *
   * @throws UsageException if the side is not possible
   */
  static void checkScreen(int side) {
    if (side < SMALLEST_SCREEN || side > LARGEST_SCREEN) {
      throw new UsageException(
          "game.screen-size is %d, but must be from %d to %d"
              .formatted(side, SMALLEST_SCREEN, LARGEST_SCREEN));
    }
  }

  /** The ids, those of the paper first. */
  static List<String> ids() {
    List<String> all =
        Environments.standard().environments().stream().map(Environments.Entry::id).toList();
    return Stream.concat(PAPER.stream(), all.stream()).distinct().toList();
  }

  /** One environment as a policy is judged by: whole episodes and true rewards. */
  static Environment forTest(String id, PpoSettings settings) {
    if (Environments.isAtari(id)) {
      return new AtariEnvironment(id, settings.game().wholeGames());
    }
    Environment environment = Environments.standard().open(id, List.of());
    // A Gaussian goes beyond the box; what the environment is told, and pays for, does not.
    return environment.actionSpace() instanceof Box box && box.isBounded()
        ? new ScaledActions(environment, 1)
        : environment;
  }

  /** Those that a policy trains in. */
  static VectorEnvironment forTraining(
      String id, PpoSettings settings, RandomStreams streams, Workers workers) {
    int count = settings.training().environments();
    if (Environments.isAtari(id)) {
      return new AtariVectorEnvironment(id, count, settings.game(), streams, STREAMS, workers);
    }
    VectorEnvironment environment =
        new PooledVectorEnvironment(
            IntStream.range(0, count).mapToObj(i -> forTest(id, settings)).toList(),
            streams,
            STREAMS,
            workers);
    if (!settings.normalizesVectors(id)) {
      return environment;
    }
    Optional<RewardScale> rewards =
        settings.normalization().rewards()
            ? Optional.of(new RewardScale(count, settings.training().gamma()))
            : Optional.empty();
    return new NormalizedVectorEnvironment(
        environment, new RunningNormalizer(environment.observationSpace().size()), rewards, true);
  }

  /** What a policy can be shown. */
  static Box observations(String id, PpoSettings settings, Box raw) {
    double limit = NormalizedVectorEnvironment.LIMIT;
    return settings.normalizesVectors(id) ? Box.cube(raw.size(), -limit, limit) : raw;
  }

  /**
   * The networks for an environment's observations and actions.
   *
   * @param backend what computes the network of games
   */
  static ActorCritic model(
      String id, PpoSettings settings, NetworkBackend backend, Box observations, Space actions) {
    Distribution distribution =
        switch (actions) {
          case Discrete discrete -> new Categorical(discrete.count());
          case Box box -> new DiagonalGaussian(box.size());
        };
    int size = observations.size();
    if (Environments.isAtari(id)) {
      int side = settings.game().screenSize();
      Image image = new Image(side, side, settings.game().stackSize());
      return backend.model(
          ConvolutionalNetwork.nature(image, distribution.outputSize() + 1),
          distribution,
          pixels(id, settings, size));
    }
    return new SeparateActorCritic(
        new Mlp(size, settings.hidden(), distribution.outputSize(), Activation.TANH),
        new Mlp(size, settings.hidden(), 1, Activation.TANH),
        distribution,
        ConstantScale.identity(size));
  }

  private static ConstantScale pixels(String id, PpoSettings settings, int size) {
    if (!settings.normalization().observations()) {
      return ConstantScale.ofPixels(size);
    }
    PixelStatistics pixels = PixelStatistics.ofRandomPlay(id, settings.game());
    double unit = PIXEL_DEVIATIONS * pixels.deviation();
    return new ConstantScale(size, (float) pixels.mean(), (float) (1 / unit));
  }
}
