package dev.admiral.pearl;

import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.task.TaskFamily;

/** Collects for one training task at a time. Used by one thread at a time. */
final class Collector implements AutoCloseable {
  private final PearlConfig config;
  private final PearlAgent agent;
  private final TaskExplorer explorer;
  private final ContextEncoder.Inference inference;
  private final RandomStream latents;
  private final RandomStream contexts;
  private double before;
  private int episodesBefore;
  private double after;
  private int episodesAfter;
  private long samples;

  /**
   * @param name of the random streams
   */
  Collector(
      PearlConfig config, TaskFamily family, PearlAgent agent, RandomStreams streams, String name) {
    this.config = config;
    this.agent = agent;
    this.explorer = new TaskExplorer(family, agent.policy(), streams, name);
    this.inference = agent.encoder().new Inference();
    this.latents = streams.stream(name + "/latent");
    this.contexts = streams.stream(name + "/context");
  }

  /** A new context by episodes with z from the prior, {@code count} transitions or some more. */
  void explore(double[] task, TaskReplay replay, int count) {
    explorer.task(task);
    replay.beginContext();
    LatentDistribution prior = LatentDistribution.prior(config.latentSize());
    for (int collected = 0; collected < count; collected += explorer.length()) {
      before += episode(replay, prior);
      episodesBefore++;
    }
    replay.endContext();
  }

  /** Episodes with z from the posterior after {@link #explore}: more context, and more that is none. */
  void exploit(TaskReplay replay) {
    for (int collected = 0; collected < config.posteriorSamples(); collected += explorer.length()) {
      after += episode(replay, posterior(replay));
      episodesAfter++;
      replay.endContext();
    }
    for (int collected = 0; collected < config.extraSamples(); collected += explorer.length()) {
      after += episode(replay, posterior(replay));
      episodesAfter++;
    }
  }

  private double episode(TaskReplay replay, LatentDistribution belief) {
    double sum =
        explorer.episode(
            agent.policyParameters(),
            belief.sample(latents),
            Choice.SAMPLE,
            Integer.MAX_VALUE,
            replay.transitions());
    samples += explorer.length();
    return sum;
  }

  /** As the update infers it: from a sample of the context. */
  private LatentDistribution posterior(TaskReplay replay) {
    inference.clear();
    for (int i = 0; i < config.contextSize(); i++) {
      inference.add(
          agent.encoderParameters(), replay.transitions(), replay.sampleContext(contexts));
    }
    return inference.posterior(agent.encoderParameters());
  }

  /** Begins to count anew. */
  void forget() {
    before = 0;
    episodesBefore = 0;
    after = 0;
    episodesAfter = 0;
    samples = 0;
  }

  /** The sum of the undiscounted returns with z from the prior. */
  double before() {
    return before;
  }

  int episodesBefore() {
    return episodesBefore;
  }

  /** The sum of the undiscounted returns with z from the posterior. */
  double after() {
    return after;
  }

  int episodesAfter() {
    return episodesAfter;
  }

  /** How many transitions were collected. */
  long samples() {
    return samples;
  }

  @Override
  public void close() {
    explorer.close();
  }
}
