package dev.admiral.dynamics;

import dev.admiral.random.RandomStream;
import dev.admiral.rollout.RolloutCollector;
import dev.admiral.rollout.Trajectories;
import dev.admiral.trpo.Trpo;

/**
 * One iteration of VirtualTraining (AdMRL paper, algorithm 2): the model is fitted to the data for
 * n_model steps, then the policy is improved for n_policy TRPO updates, each on fresh virtual samples.
 */
public final class VirtualTraining {
  private final VirtualTrainingConfig config;
  private final DynamicsTraining dynamics;
  private final RolloutCollector virtual;
  private final Trajectories samples;
  private final Trpo trpo;
  private final RandomStream batches;
  private final RandomStream shuffles;

  /**
   * What an iteration did.
   *
   * @param modelLoss mean loss of the model over the iteration's steps
   * @param virtualReturn mean virtual return of the last samples
   * @param virtualLength mean length of their episodes, in steps
   * @param lastUpdate the last TRPO update
   */
  public record Outcome(
      double modelLoss, double virtualReturn, double virtualLength, Trpo.Update lastUpdate) {}

  private static final Trpo.Update NONE = new Trpo.Update(0, 0, 0, 0, false);

  /**
   * @param samples filled anew for every update
   * @param batches draws the model's batches
   * @param shuffles orders the value function's
   */
  VirtualTraining(
      VirtualTrainingConfig config,
      DynamicsTraining dynamics,
      RolloutCollector virtual,
      Trajectories samples,
      Trpo trpo,
      RandomStream batches,
      RandomStream shuffles) {
    this.config = config;
    this.dynamics = dynamics;
    this.virtual = virtual;
    this.samples = samples;
    this.trpo = trpo;
    this.batches = batches;
    this.shuffles = shuffles;
  }

  /** Improves {@code parameters} (θ, in place). */
  Outcome iterate(float[] parameters, TransitionDataset data) {
    double modelLoss = dynamics.train(data, config.modelSteps(), batches);
    Trpo.Update update = NONE;
    for (int i = 0; i < config.policySteps(); i++) {
      virtual.collect(parameters, samples);
      update = trpo.update(parameters, samples, shuffles);
    }
    return new Outcome(modelLoss, samples.meanReturn(), samples.meanLength(), update);
  }
}
