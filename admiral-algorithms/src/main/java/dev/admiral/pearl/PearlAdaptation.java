package dev.admiral.pearl;

import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.sac.TransitionRing;
import dev.admiral.task.TaskFamily;

/**
 * Adapts a trained agent to one task after the other, by inferring z from what it collects itself. No parameter changes.
 *
 * <p>The first episodes of a task are those of a z from the prior, {@link #PRIOR_EPISODES} of them; each after that
 * has a z from the posterior of all that was collected before. Actions are tanh μ, in collecting and in evaluating,
 * as in the published implementation. {@link #evaluate} measures what is believed by then on episodes of their own, where
 * the published implementation takes the last that was collected. Used by one thread at a time.
 */
public final class PearlAdaptation implements AutoCloseable {
  /** How many episodes of a task are collected before anything is believed of it. */
  public static final int PRIOR_EPISODES = 2;

  private final PearlAgent agent;
  private final TaskExplorer collecting;
  private final TaskExplorer evaluating;
  private final ContextEncoder.Inference inference;
  private final RandomStream collectingLatents;
  private final RandomStream evaluatingLatents;
  private final int observationSize;
  private final int actionSize;
  private TransitionRing context;
  private LatentDistribution belief;
  private int episodes;
  private int samples;

  /**
   * @param family of the tasks, with observations and actions as in the training
   * @param streams all its randomness: the same for the same name
   * @param name of the random streams
   * @throws IllegalArgumentException if transitions of the family are not what the encoder is for
   */
  public PearlAdaptation(PearlAgent agent, TaskFamily family, RandomStreams streams, String name) {
    this.agent = agent;
    this.observationSize = agent.encoder().observationSize();
    this.actionSize = agent.encoder().actionSize();
    try (var dynamics = family.newDynamics()) {
      int observation = dynamics.observationSpace().size();
      int action = dynamics.actionSpace().size();
      if (observation != observationSize || action != actionSize) {
        throw new IllegalArgumentException(
            "the encoder is for a context of %d observed numbers and %d of actions, but %s has %d and %d"
                .formatted(observationSize, actionSize, family.id(), observation, action));
      }
    }
    this.collecting = new TaskExplorer(family, agent.policy(), streams, name + "/collect");
    this.evaluating = new TaskExplorer(family, agent.policy(), streams, name + "/evaluate");
    this.inference = agent.encoder().new Inference();
    this.collectingLatents = streams.stream(name + "/collect/latent");
    this.evaluatingLatents = streams.stream(name + "/evaluate/latent");
    this.context = emptyContext(1);
    this.belief = LatentDistribution.prior(agent.encoder().latentSize());
  }

  private TransitionRing emptyContext(int capacity) {
    return new TransitionRing(2 * capacity + 2, observationSize, actionSize);
  }

  /** Turns to a task ψ, of which nothing is known. */
  public void begin(double[] task) {
    collecting.task(task);
    evaluating.task(task);
    inference.clear();
    belief = LatentDistribution.prior(agent.encoder().latentSize());
    episodes = 0;
    samples = 0;
  }

  /**
   * Collects exactly so many transitions more, and believes what follows of all there are. The last episode is cut
   * off where they are enough.
   */
  public void collect(int count) {
    LatentDistribution prior = LatentDistribution.prior(agent.encoder().latentSize());
    for (int left = count; left > 0; left -= collecting.length()) {
      context = emptyContext(left);
      var _ =
          collecting.episode(
              agent.policyParameters(),
              (episodes < PRIOR_EPISODES ? prior : belief).sample(collectingLatents),
              Choice.MODE,
              left,
              context);
      learn();
      episodes++;
      samples += collecting.length();
    }
  }

  /** Takes the last episode into account. */
  private void learn() {
    for (long position = 0; position < context.end(); position++) {
      if (context.isTransition(position)) {
        inference.add(agent.encoderParameters(), context, position);
      }
    }
    belief = inference.posterior(agent.encoderParameters());
  }

  /** What is believed of the task: q(z|c) of all that was collected, or the prior. */
  public LatentDistribution belief() {
    return belief;
  }

  /** How many transitions of the task were collected: the n of Aₙ. */
  public int samples() {
    return samples;
  }

  /**
   * The undiscounted returns of whole episodes with tanh μ for actions, each with a z of its own from what is believed;
   * nothing is learned from them.
   *
   * @return shape {@code [count]}
   */
  public double[] evaluate(int count) {
    double[] returns = new double[count];
    for (int i = 0; i < count; i++) {
      returns[i] =
          evaluating.episode(
              agent.policyParameters(),
              belief.sample(evaluatingLatents),
              Choice.MODE,
              Integer.MAX_VALUE,
              null);
    }
    return returns;
  }

  @Override
  public void close() {
    collecting.close();
    evaluating.close();
  }
}
