package dev.admiral.pearl;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.FanInInitialization;
import dev.admiral.nn.Mlp;
import dev.admiral.policy.Policy;
import dev.admiral.policy.SquashedGaussian;
import dev.admiral.random.RandomStreams;
import dev.admiral.sac.SoftActor;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import dev.admiral.task.TaskFamily;

/**
 * What PEARL needs to act on a task and to infer it.
 *
 * @param policy π(a|s, z), which sees s and then z as one observation, and acts in [−1, 1]ⁿ
 * @param policyParameters θ; live while they are trained
 * @param encoder of q(z|c)
 * @param encoderParameters φ; live while they are trained
 */
public record PearlAgent(
    Policy policy, float[] policyParameters, ContextEncoder encoder, float[] encoderParameters) {
  /** Of fresh last layers, so that the policy acts around zero and factors are alike. */
  private static final double POLICY_LIMIT = 1e-3;

  private static final double ENCODER_LIMIT = 3e-3;

  /**
   * A fresh one.
   *
   * @throws IllegalArgumentException if the family's actions are not a bounded box
   */
  static PearlAgent fresh(PearlConfig config, TaskFamily family, RandomStreams streams) {
    Policy policy = policy(config, family);
    ContextEncoder encoder = encoder(config, family);
    return new PearlAgent(
        policy,
        FanInInitialization.parameters(
            (Mlp) policy.network(), streams.stream("pearl/policy"), POLICY_LIMIT),
        encoder,
        FanInInitialization.parameters(
            encoder.network(), streams.stream("pearl/encoder"), ENCODER_LIMIT));
  }

  /** The one of a learner's checkpoint. */
  public static PearlAgent of(PearlConfig config, TaskFamily family, Checkpoint checkpoint) {
    Policy policy = policy(config, family);
    ContextEncoder encoder = encoder(config, family);
    float[] encoderParameters = new float[encoder.network().parameterLength()];
    encoder.network().unpack(checkpoint.floats("encoder"), encoderParameters);
    return new PearlAgent(
        policy,
        SoftActor.parameters(policy, checkpoint.scope("actor")),
        encoder,
        encoderParameters);
  }

  private static Policy policy(PearlConfig config, TaskFamily family) {
    int inputs = observationSize(family) + config.latentSize();
    SquashedGaussian distribution = new SquashedGaussian(actionSize(family));
    return new Policy(
        new Mlp(inputs, config.hidden(), distribution.outputSize(), Activation.RELU),
        distribution,
        ConstantScale.identity(inputs));
  }

  private static ContextEncoder encoder(PearlConfig config, TaskFamily family) {
    return new ContextEncoder(config, observationSize(family), actionSize(family));
  }

  static int observationSize(TaskFamily family) {
    try (var dynamics = family.newDynamics()) {
      return dynamics.observationSpace().size();
    }
  }

  /**
   * How many numbers its actions have.
   *
   * @throws IllegalArgumentException if they are not a bounded box
   */
  static int actionSize(TaskFamily family) {
    try (var dynamics = family.newDynamics()) {
      return switch (dynamics.actionSpace()) {
        case Box box when box.isBounded() -> box.size();
        case Box box ->
            throw new IllegalArgumentException(
                "PEARL acts in a bounded box, which %s's actions are not: %s"
                    .formatted(family.id(), box));
        case Discrete _ ->
            throw new IllegalArgumentException(
                "PEARL acts in a bounded box, but %s has discrete actions".formatted(family.id()));
      };
    }
  }
}
